// SPDX-License-Identifier: Apache-2.0
// Markdown for $GITHUB_STEP_SUMMARY: the report's own sections without charts, verdict or answer first. GitHub refuses
// more than 1 MiB a step, all of it: what is longer is cut, and says so.

import { answer } from '../article/answer.ts';
import { capacity } from '../article/capacity.ts';
import { caveats } from '../article/caveats.ts';
import { doubts } from '../article/doubts.ts';
import { failures } from '../article/failures.ts';
import { growth } from '../article/growth.ts';
import { writeMarkdown } from '../article/markdown.ts';
import { numbers } from '../article/numbers.ts';
import { overload } from '../article/overload.ts';
import { pageHead } from '../article/page-head.ts';
import { reproduce } from '../article/reproduce.ts';
import { writeSections } from '../article/section.ts';
import { skips } from '../article/skips.ts';
import { zero } from '../article/zero.ts';
import { endpoints } from '../gate/endpoints.ts';
import { exploratory } from '../gate/exploratory.ts';
import { gateHead } from '../gate/gate-head.ts';
import { marks } from '../gate/marks.ts';
import { passes } from '../gate/passes.ts';
import { reproduce as reproduceGate } from '../gate/reproduce.ts';
import { verdict } from '../gate/verdict.ts';
import { barsSection } from '../summary/bars-section.ts';
import type { Exporter } from './exporter.ts';

export const stepSummary: Exporter = {
  name: 'step-summary',
  readBy: 'GitHub Actions ($GITHUB_STEP_SUMMARY)',
  run: (result) => {
    const sections = [
      caveats,
      answer,
      barsSection,
      numbers,
      growth,
      capacity,
      overload,
      doubts,
      zero,
      skips,
      failures,
      reproduce,
    ];
    const content = { result, figures: [], missingCharts: [] };
    return cutToFit(writeMarkdown(pageHead(result), writeSections(sections, content)));
  },
  gate: (gate) => {
    const sections = [marks, verdict, endpoints, doubts, skips, failures, passes, exploratory, reproduceGate];
    const content = { result: gate, figures: [] };
    return cutToFit(writeMarkdown(gateHead(gate), writeSections(sections, content)));
  },
};

/** A little under 1 MiB: a step may write more than this file into its summary. */
export const mostBytes = 1_000_000;
const notice = `\n**Cut here:** GitHub takes 1 MiB of summary a step. All of it is in the report among the run's artifacts.\n`;

/** Whole lines only, so that no table row and no escape is cut in two; an open code block is closed. */
function cutToFit(markdown: string): string {
  if (Buffer.byteLength(markdown) <= mostBytes) return markdown;
  const room = mostBytes - Buffer.byteLength(notice) - 200;
  const kept: string[] = [];
  let used = 0;
  let fence = '';
  for (const line of markdown.split('\n')) {
    used += Buffer.byteLength(line) + 1;
    if (used > room) break;
    kept.push(line);
    const mark = /^`{3,}$/.exec(line)?.[0] ?? '';
    if (fence === '') fence = mark;
    else if (mark === fence) fence = '';
  }
  return `${[...kept, ...(fence === '' ? [] : [fence])].join('\n')}\n${notice}`;
}
