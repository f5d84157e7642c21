// SPDX-License-Identifier: Apache-2.0
// The answer: how often the gate cries wolf, and what it finds.

import type { EndpointCalibration } from '../../bench/results/calibration.ts';
import { code, paragraph, text } from '../article/blocks.ts';
import type { TableCell } from '../article/blocks.ts';
import { noNumber } from '../format.ts';
import type { CalibrationSection } from './calibration-content.ts';
import { percent } from './percent.ts';

export const answer: CalibrationSection = {
  id: 'answer',
  title: 'False alarms, and what is found',
  blocks: ({ result }) => [
    {
      kind: 'table',
      caption:
        'Gates that were run with base = head; the bound is the upper end of the 95 % Clopper–Pearson interval of the share of false alarms',
      columns: [
        { title: 'endpoint', align: 'left' },
        { title: 'allowed', align: 'right' },
        { title: 'blocks', align: 'right' },
        { title: 'false alarms', align: 'right' },
        { title: 'bound', align: 'right' },
        { title: 'passed', align: 'right' },
        { title: 'no answer', align: 'right' },
        { title: 'found in 95 %', align: 'right' },
        { title: 'spread of blocks', align: 'right' },
      ],
      groups: [{ heading: '', rows: result.endpoints.map(cellsOf) }],
    },
    paragraph(
      text`${code('allowed')} is the slowdown from which on a gate fails. ${code('found in 95 %')} is the smallest slowdown for which at least 95 % of the replayed gates failed. ${code('no answer')} counts INCONCLUSIVE and INVALID.`,
    ),
    ...(result.secondsPerGate === null
      ? []
      : [
          paragraph(
            text`A gate with base = head took ${result.secondsPerGate.median.toFixed(1)} s (median) and at most ${result.secondsPerGate.max.toFixed(1)} s.`,
          ),
        ]),
  ],
};

function cellsOf(one: EndpointCalibration): TableCell[] {
  const { endpoint, blocks, falseAlarms, verdicts, smallestFound, spread } = one;
  const { count, trials, hi } = falseAlarms;
  const outOf = (number: number): string => `${String(number)} of ${String(trials)}`;
  return [
    [endpoint.id],
    [percent(endpoint.tolerance)],
    [String(blocks)],
    [outOf(count)],
    [trials === 0 ? noNumber : percent(hi)],
    [outOf(verdicts.PASS)],
    [outOf(verdicts.INCONCLUSIVE + verdicts.INVALID)],
    [smallestFound === null ? noNumber : percent(smallestFound)],
    [percent(spread)],
  ].map((words) => ({ text: words }));
}
