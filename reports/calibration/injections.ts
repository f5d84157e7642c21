// SPDX-License-Identifier: Apache-2.0
// The gates with a slowdown that the judge did not know of: what was put in, what was found, what was said.

import type { Injection } from '../../bench/results/calibration.ts';
import { excessAmong } from '../../bench/stats/injection-excess.ts';
import { paragraph, text } from '../article/blocks.ts';
import type { Block, TableCell } from '../article/blocks.ts';
import { formatDuration, formatRatio, noNumber } from '../format.ts';
import type { CalibrationSection } from './calibration-content.ts';

export const injections: CalibrationSection = {
  id: 'injections',
  title: 'Gates with a slowdown put in',
  blocks: ({ result }) => (result.injections.length === 0 ? [] : blocksOf(result.injections)),
};

function blocksOf(all: readonly Injection[]): readonly Block[] {
  return [
    paragraph(
      text`Size and side were drawn at random, and the judge saw launches that do not say so. ${sentence(all)}`,
    ),
    {
      kind: 'table',
      caption: 'One row for each endpoint of each gate, in the order of time',
      columns: [
        { title: 'endpoint', align: 'left' },
        { title: 'slowed', align: 'left' },
        { title: 'by', align: 'right' },
        { title: 'head / base expected', align: 'right' },
        { title: 'found', align: 'right' },
        { title: 'verdict', align: 'left' },
      ],
      groups: [{ heading: '', rows: all.map(cellsOf) }],
    },
  ];
}

function sentence(all: readonly Injection[]): string {
  const excess = excessAmong(all);
  if (excess === null) return 'None gave an estimate.';
  const failedBase = all.filter(({ side, verdict }) => side === 'base' && verdict === 'FAIL').length;
  const inBase = all.filter(({ side }) => side === 'base').length;
  return `In ${String(excess.estimates)} estimates the slowed side is found slower by ${points(excess.mean)} more than it is, on average, and off by ${points(excess.largest)} at most. With base slowed down, ${String(failedBase)} of ${String(inBase)} failed.`;
}

function cellsOf({
  endpoint,
  side,
  injected_ns,
  expectedRatio,
  foundRatio,
  verdict,
}: Injection): TableCell[] {
  return [
    endpoint,
    side,
    formatDuration(injected_ns),
    expectedRatio === null ? noNumber : formatRatio(expectedRatio),
    foundRatio === null ? noNumber : formatRatio(foundRatio),
    verdict,
  ].map((words) => ({ text: [words] }));
}

function points(value: number): string {
  return `${(value * 100).toFixed(2).replace('-', '−')} points`;
}
