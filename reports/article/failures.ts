// SPDX-License-Identifier: Apache-2.0
// Launches that failed: how many, where, and with which message. They are in no number.

import type { LaunchSummary } from '../../bench/results/result.ts';
import { formatCount } from '../format.ts';
import { wordsForPlacement } from '../row-lookup.ts';
import { code, text } from './blocks.ts';
import type { TableCell, Text } from './blocks.ts';
import type { PartOfResult, Section } from './section.ts';

export const failures: Section<PartOfResult<'launches'>> = {
  id: 'failed-launches',
  title: 'Launches that failed',
  isBox: true,
  blocks: ({ result }) => {
    const groups = groupByFailure(result.launches.filter((launch) => launch.status === 'failed'));
    return groups.length === 0
      ? []
      : [
          {
            kind: 'table',
            caption: 'Failed launches by cause; none of them was repeated, none is in a number',
            columns: [
              { title: 'what', align: 'left' },
              { title: 'launches', align: 'right' },
              { title: 'code', align: 'left' },
              { title: 'operation', align: 'left' },
              { title: 'message', align: 'left' },
            ],
            groups: [{ heading: '', rows: groups.map(rowOf) }],
          },
        ];
  },
};

function groupByFailure(failed: readonly LaunchSummary[]): readonly (readonly LaunchSummary[])[] {
  const groups = new Map<string, LaunchSummary[]>();
  for (const launch of failed) {
    const { scenario, placement, arm, failure } = launch;
    const cause = JSON.stringify([scenario, placement, arm, failure]);
    const group = groups.get(cause);
    if (group === undefined) groups.set(cause, [launch]);
    else group.push(launch);
  }
  return [...groups.values()];
}

function rowOf(group: readonly LaunchSummary[]): readonly TableCell[] {
  const [first] = group;
  const failure = first?.failure ?? {
    code: 'unknown',
    operation: 'unknown',
    text: 'no message was recorded',
  };
  return [
    { text: first === undefined ? [] : whereOf(first) },
    { text: [formatCount(group.length)] },
    { text: [code(failure.code)] },
    { text: [code(failure.operation)] },
    { text: [failure.text] },
  ];
}

function whereOf({ scenario, placement, arm }: LaunchSummary): Text {
  return text`${code(scenario)}, ${code(arm)}, ${wordsForPlacement(placement)}`;
}
