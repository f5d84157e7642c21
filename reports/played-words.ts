// SPDX-License-Identifier: Apache-2.0
// Words that hazards, permissions and claims share: who played them, and how it came out.

import type { PermissionOutcome, PlayedResults, PlayedStatus } from '../bench/results/played.ts';
import { printable } from './escape.ts';
import { formatCount } from './format.ts';

/** "as root on Linux 6.18.44", and by whom where it was played again after its run. */
export function whoPlayed({ release, uid, anew }: PlayedResults): string {
  const who = `${uid === 0 ? 'as root' : `as user ${String(uid)}`} on Linux ${printable(release)}`;
  if (anew === undefined) return who;
  const by =
    anew.revision === null ? 'an unknown revision' : `revision ${printable(anew.revision).slice(0, 12)}`;
  return `${who}, again after the run (${anew.at.slice(0, 10)}, by ${by})`;
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

/** Whether a call was refused; what a broken play answers is no refusal. */
export function isRefusal(seen: string): boolean {
  return /^E[A-Z0-9]+$/.test(seen);
}

/** A situation as a part of a sentence. */
export function situationWords({ situation }: Pick<PermissionOutcome, 'situation'>): string {
  return printable(situation).replace(/\.$/, '');
}
