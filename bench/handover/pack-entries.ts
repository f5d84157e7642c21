// SPDX-License-Identifier: Apache-2.0
// The clients' entries as columns: lossless for what the statistics use, and small.

import type { HandoverRecord } from '../results/handover.ts';
import type { ClientEntry, Outcome } from './client-log.ts';

type Packed = NonNullable<HandoverRecord['entries']>;

const letters: Readonly<Record<Exclude<Outcome, 'served' | 'pending'>, string>> = {
  refused: 'r',
  reset: 'x',
  timed_out: 't',
  closed_early: 'c',
  wrong: 'w',
  not_offered: '-',
};

export function packEntries(entries: readonly ClientEntry[]): Packed {
  return {
    due: entries.map(({ due }, i) => due - (entries[i - 1]?.due ?? 0)),
    started: entries.map(({ started, due }) => (started === null ? null : started - due)),
    ended: entries.map(({ ended, due }) => (ended === null ? null : ended - due)),
    outcome: entries.map(letterOf).join(''),
  };
}

function letterOf({ outcome, generation }: ClientEntry): string {
  if (outcome === 'served') return generation < 2 ? 'o' : 'n';
  return outcome === 'pending' ? '?' : letters[outcome];
}
