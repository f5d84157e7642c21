// SPDX-License-Identifier: Apache-2.0
// Several stored runs in, one comparison out: comparison.html, comparison.md and charts. As reports/index.ts: no clock,
// no network, no file system.

import { drawFigures, figureFiles } from '../article/draw-figures.ts';
import { writeHtml } from '../article/html.ts';
import { writeMarkdown } from '../article/markdown.ts';
import type { PageHead } from '../article/page-head.ts';
import { text } from '../article/blocks.ts';
import { writeSections } from '../article/section.ts';
import type { ReportFiles } from '../report-input.ts';
import { caveatsOfRuns } from './caveats-of-runs.ts';
import { judgeComparability } from './comparable-cells.ts';
import type { CompareSection, ComparedRun } from './compared-run.ts';
import { lettersOf } from './compared-run.ts';
import { differences } from './differences.ts';
import { howToRead } from './how-to-read.ts';
import { inEachRun } from './in-each-run.ts';
import { notSideBySide } from './not-side-by-side.ts';
import { numbersSideBySide } from './numbers-side-by-side.ts';
import { ratioCharts } from './ratio-charts.ts';
import { whereFrom } from './where-from.ts';

export { judgeComparability } from './comparable-cells.ts';
export { lettersOf, mostRuns, nameRuns } from './compared-run.ts';
export type { ComparedRun } from './compared-run.ts';
export { whatDiffers } from './what-differs.ts';

const charts: CompareSection = { id: 'charts', title: 'Charts', blocks: ({ figures }) => figures };

/** In reading order: what differs before any number. */
export const compareSections: readonly CompareSection[] = [
  differences,
  notSideBySide,
  caveatsOfRuns,
  inEachRun,
  charts,
  numbersSideBySide,
  howToRead,
  whereFrom,
];

/** The results must have passed their schema; their names and messages may be anything. */
export async function buildComparison(runs: readonly ComparedRun[]): Promise<ReportFiles> {
  const comparability = judgeComparability(runs);
  const figures = await drawFigures(ratioCharts(runs, comparability.cells));
  const sections = writeSections(compareSections, { runs, comparability, figures });
  const head = headOf(runs);
  return [
    { path: 'comparison.html', content: writeHtml(head, sections) },
    { path: 'comparison.md', content: writeMarkdown(head, sections) },
    ...figureFiles(figures),
  ];
}

function headOf(runs: readonly ComparedRun[]): PageHead {
  return {
    title: 'Handing over file descriptors: runs side by side',
    summary: text`Runs ${lettersOf(runs)}, each measured for itself, set side by side where they asked the same.`,
  };
}
