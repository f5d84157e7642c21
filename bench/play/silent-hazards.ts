// SPDX-License-Identifier: Apache-2.0
// Does more go wrong silently with the push than with the pull? Counted over hazards that were played.

import type { HazardOutcome } from '../results/played.ts';
import type { Finding } from './play-claim.ts';

export function moreSilentPushes(hazards: readonly HazardOutcome[]): Finding {
  const push = countOf(hazards, 'push');
  const pull = countOf(hazards, 'pull');
  const why = `${told(push)} of the push and ${told(pull)} of the pull`;
  // What could not be played may be silent or not: it must not make the difference.
  if (push.silent > pull.silent + pull.undecided) return { status: 'as-expected', why };
  if (push.all + pull.all > 0 && push.silent + push.undecided <= pull.silent)
    return { status: 'different', why };
  return { status: 'not-possible', why: `not decided: ${why}` };
}

interface Count {
  readonly all: number;
  readonly silent: number;
  readonly undecided: number;
}

function countOf(hazards: readonly HazardOutcome[], which: HazardOutcome['of']): Count {
  const ones = hazards.filter(({ of }) => of === which);
  return {
    all: ones.length,
    silent: ones.filter(goesWrongSilently).length,
    undecided: ones.filter(({ naive }) => naive.status !== 'as-expected').length,
  };
}

/** The danger came about, and no call that was looked at said so by an error. */
export function goesWrongSilently({ naive: { status, seen } }: Pick<HazardOutcome, 'naive'>): boolean {
  const errors = Object.entries(seen).filter(([field]) => field.endsWith('.error'));
  return status === 'as-expected' && errors.every(([, error]) => error === '');
}

function told({ all, silent, undecided }: Count): string {
  const open = undecided === 0 ? '' : ` (${String(undecided)} not seen here)`;
  return `${String(silent)} of ${String(all)} hazards${open}`;
}
