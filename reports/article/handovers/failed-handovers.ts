// SPDX-License-Identifier: Apache-2.0
// Handovers that failed or were void: how many, where, and with which message. They are in no number.

import type { HandoverResults, HandoverSummary } from '../../../bench/results/handover.ts';
import { formatCount } from '../../format.ts';
import { armOfHandovers, pointWords } from '../../handover-lookup.ts';
import { code, text } from '../blocks.ts';
import type { Block, Text } from '../blocks.ts';
import { failureTable } from '../failure-table.ts';

export function failedHandovers(results: HandoverResults): readonly Block[] {
  const failed = results.handovers.filter(({ status }) => status !== 'ok');
  if (failed.length === 0) return [];
  return [
    { kind: 'heading', text: text`Handovers that failed or were void` },
    failureTable(failed, {
      caption: 'Failed and void handovers by cause; none of them was repeated, none is in a number',
      counted: 'handovers',
      where: (one) => whereOf(results, one),
    }),
  ];
}

function whereOf({ scenarios }: HandoverResults, { scenario: id, arm, point }: HandoverSummary): Text {
  const scenario = scenarios.find((one) => one.id === id && armOfHandovers(one, arm) !== undefined);
  const at = scenario === undefined ? formatCount(point) : pointWords(scenario, point);
  return text`${code(id)}, ${code(arm)}, ${at}`;
}
