// SPDX-License-Identifier: Apache-2.0
// Charts as the article shows them: drawn, with title and caption.

import type { Chart } from '../charts/chart.ts';
import { renderChart } from '../charts/render.ts';
import type { Figure } from './blocks.ts';

/** One after the other: ids in an SVG are numbered by a counter that all drawings share. */
export async function drawFigures(charts: readonly Chart[]): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const chart of charts) {
    const { file, title, caption } = chart;
    figures.push({ kind: 'figure', file, title, caption, svg: await renderChart(chart) });
  }
  return figures;
}
