// SPDX-License-Identifier: Apache-2.0
// Charts as the article shows them: drawn, with title and caption.

import type { Chart } from '../charts/chart.ts';
import { chartData, chartDataFile } from '../charts/chart-data.ts';
import { renderChart } from '../charts/render.ts';
import type { ReportFile } from '../report-input.ts';
import type { Figure } from './blocks.ts';

/** One after the other: ids in an SVG are numbered by a counter that all drawings share. */
export async function drawFigures(charts: readonly Chart[]): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const chart of charts) {
    const { file, title, caption } = chart;
    const svg = await renderChart(chart);
    figures.push({
      kind: 'figure',
      file,
      title,
      caption,
      svg,
      dataFile: chartDataFile(chart),
      data: chartData(chart),
    });
  }
  return figures;
}

/** What stands beside the page: each picture and what it was drawn from. */
export function figureFiles(figures: readonly Figure[]): ReportFile[] {
  return figures.flatMap(({ file, svg, dataFile, data }) => [
    { path: file, content: svg },
    { path: dataFile, content: data },
  ]);
}
