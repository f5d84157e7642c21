// SPDX-License-Identifier: Apache-2.0
// Handovers that failed or were void: how many, where, and with which message. They are in no number.

import type { HandoverResults, HandoverSummary } from '../../../bench/results/handover.ts';
import { formatCount } from '../../format.ts';
import { armOfHandovers, pointWords } from '../../handover-lookup.ts';
import { code, text } from '../blocks.ts';
import type { Block, TableCell, Text } from '../blocks.ts';

export function failedHandovers(results: HandoverResults): readonly Block[] {
  const groups = groupByFailure(results.handovers.filter(({ status }) => status !== 'ok'));
  if (groups.length === 0) return [];
  return [
    { kind: 'heading', text: text`Handovers that failed or were void` },
    {
      kind: 'table',
      caption: 'Failed and void handovers by cause; none of them was repeated, none is in a number',
      columns: [
        { title: 'what', align: 'left' },
        { title: 'handovers', align: 'right' },
        { title: 'code', align: 'left' },
        { title: 'operation', align: 'left' },
        { title: 'message', align: 'left' },
      ],
      groups: [{ heading: '', rows: groups.map((group) => rowOf(results, group)) }],
    },
  ];
}

function groupByFailure(failed: readonly HandoverSummary[]): readonly (readonly HandoverSummary[])[] {
  const groups = new Map<string, HandoverSummary[]>();
  for (const one of failed) {
    const cause = JSON.stringify([one.scenario, one.point, one.arm, one.failure]);
    const group = groups.get(cause);
    if (group === undefined) groups.set(cause, [one]);
    else group.push(one);
  }
  return [...groups.values()];
}

function rowOf(results: HandoverResults, group: readonly HandoverSummary[]): readonly TableCell[] {
  const [first] = group;
  const failure = first?.failure ?? {
    code: 'unknown',
    operation: 'unknown',
    text: 'no message was recorded',
  };
  return [
    { text: first === undefined ? [] : whereOf(results, first) },
    { text: [formatCount(group.length)] },
    { text: [code(failure.code)] },
    { text: [code(failure.operation)] },
    { text: [failure.text] },
  ];
}

function whereOf({ scenarios }: HandoverResults, { scenario: id, arm, point }: HandoverSummary): Text {
  const scenario = scenarios.find((one) => one.id === id && armOfHandovers(one, arm) !== undefined);
  const at = scenario === undefined ? formatCount(point) : pointWords(scenario, point);
  return text`${code(id)}, ${code(arm)}, ${at}`;
}
