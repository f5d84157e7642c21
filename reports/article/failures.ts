// SPDX-License-Identifier: Apache-2.0
// Launches that failed: how many, where, and with which message. They are in no number.

import type { LaunchSummary } from '../../bench/results/result.ts';
import { wordsForPlacement } from '../row-lookup.ts';
import { code, text } from './blocks.ts';
import type { Text } from './blocks.ts';
import { failureTable } from './failure-table.ts';
import type { PartOfResult, Section } from './section.ts';

export const failures: Section<PartOfResult<'launches'>> = {
  id: 'failed-launches',
  title: 'Launches that failed',
  isBox: true,
  blocks: ({ result }) => {
    const failed = result.launches.filter((launch) => launch.status === 'failed');
    if (failed.length === 0) return [];
    const caption = 'Failed launches by cause; none of them was repeated, none is in a number';
    return [failureTable(failed, { caption, counted: 'launches', where: whereOf })];
  },
};

function whereOf({ scenario, placement, arm }: LaunchSummary): Text {
  return text`${code(scenario)}, ${code(arm)}, ${wordsForPlacement(placement)}`;
}
