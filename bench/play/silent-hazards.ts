// SPDX-License-Identifier: Apache-2.0
// How many of the hazards that were seen go wrong silently, of the push and of the pull. A count of our own lists, which
// decides nothing: whoever writes more hazards down counts more.

import type { Hazard } from '../../scenarios/hazard.ts';
import type { HazardOutcome } from '../results/played.ts';
import type { Finding } from './play-claim.ts';

type Listed = Pick<Hazard, 'id' | 'of' | 'isSilent'>;

export function countSilent(
  outcomes: readonly Pick<HazardOutcome, 'id' | 'naive'>[],
  listed: readonly Listed[],
): Finding {
  const seen = new Set(outcomes.filter(({ naive }) => naive.status === 'as-expected').map(({ id }) => id));
  if (seen.size === 0) return { status: 'not-possible', why: 'no hazard was seen here' };
  const told = (which: Hazard['of']): string => {
    const all = listed.filter(({ of }) => of === which);
    const ones = all.filter(({ id }) => seen.has(id));
    const silent = ones.filter(({ isSilent }) => isSilent);
    const unseen = all.length - ones.length;
    const open = unseen === 0 ? '' : ` (${String(unseen)} not seen here)`;
    return `${String(silent.length)} of ${String(ones.length)} of the ${which}${open}`;
  };
  return { status: 'as-expected', why: `${told('push')}, ${told('pull')}` };
}
