// SPDX-License-Identifier: Apache-2.0
// The PNG files of a report: every chart at twice its size, for screens of high density, and the card.

import { drawCard } from '../../reports/index.ts';
import type { ReportFiles } from '../../reports/index.ts';
import type { Result } from '../results/result.ts';
import type { Rasterise } from './rasteriser.ts';
import type { WritableFile } from './write-report-files.ts';

export const cardFile = 'card.png';

const chartScale = 2;

export function pictureFiles(
  files: ReportFiles,
  result: Result,
  rasterise: Rasterise,
): readonly WritableFile[] {
  const charts = files.filter(({ path }) => path.endsWith('.svg'));
  return [
    ...charts.map(({ path, content }) => ({
      path: path.replace(/\.svg$/, '.png'),
      content: rasterise(content, chartScale),
    })),
    { path: cardFile, content: rasterise(drawCard(result), 1) },
  ];
}
