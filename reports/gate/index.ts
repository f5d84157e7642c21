// SPDX-License-Identifier: Apache-2.0
// A gate's result in, its report out: gate.html, gate.md and the charts. As reports/index.ts, for one comparison of
// two revisions: no clock, no network, no file system.

import type { GateResult } from '../../bench/results/gate-result.ts';
import { doubts } from '../article/doubts.ts';
import { drawFigures, figureFiles } from '../article/draw-figures.ts';
import { failures } from '../article/failures.ts';
import { writeHtml } from '../article/html.ts';
import { machine } from '../article/machine.ts';
import { writeMarkdown } from '../article/markdown.ts';
import { writeSections } from '../article/section.ts';
import { skips } from '../article/skips.ts';
import type { ReportFiles } from '../report-input.ts';
import { blockOrderChart } from './block-order.ts';
import { charts } from './charts.ts';
import { comparedPrograms } from './compared-programs.ts';
import { endpoints } from './endpoints.ts';
import { exploratory } from './exploratory.ts';
import type { GateSection } from './gate-content.ts';
import { gateHead } from './gate-head.ts';
import { gateRatioChart } from './gate-ratios.ts';
import { howToRead } from './how-to-read.ts';
import { looks } from './looks.ts';
import { marks } from './marks.ts';
import { passes } from './passes.ts';
import { reproduce } from './reproduce.ts';
import { verdict } from './verdict.ts';

/** In reading order: the verdict, what it rests on, then how it came to be. */
export const gateSections: readonly GateSection[] = [
  marks,
  verdict,
  endpoints,
  doubts,
  skips,
  failures,
  charts,
  looks,
  passes,
  exploratory,
  comparedPrograms,
  howToRead,
  machine,
  reproduce,
];

/** The result must have passed its schema; its names and messages may be anything. */
export async function buildGateReport(gate: GateResult): Promise<ReportFiles> {
  const drawn = [gateRatioChart(gate), blockOrderChart(gate)].filter((chart) => chart !== undefined);
  const figures = await drawFigures(drawn);
  const head = gateHead(gate);
  const sections = writeSections(gateSections, { result: gate, figures });
  return [
    { path: 'gate.html', content: writeHtml(head, sections) },
    { path: 'gate.md', content: writeMarkdown(head, sections) },
    ...figureFiles(figures),
  ];
}
