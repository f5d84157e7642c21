// SPDX-License-Identifier: Apache-2.0
// Words that hazards, permissions and claims share: who played them, and how it came out.

import type { PlayedResults, PlayedStatus } from '../bench/results/played.ts';
import { printable } from './escape.ts';
import { formatCount } from './format.ts';

/** "as root on Linux 6.18.44" */
export function whoPlayed({ release, uid }: PlayedResults): string {
  return `${uid === 0 ? 'as root' : `as user ${String(uid)}`} on Linux ${printable(release)}`;
}

/** "27 as expected, 1 different, 2 not possible here" */
export function countStatuses(statuses: readonly PlayedStatus[]): string {
  const count = (status: PlayedStatus): number => statuses.filter((one) => one === status).length;
  const parts = [
    `${formatCount(count('as-expected'))} as expected`,
    `${formatCount(count('different'))} different`,
    `${formatCount(count('not-possible'))} not possible here`,
  ];
  return parts.join(', ');
}
