// SPDX-License-Identifier: Apache-2.0
// A role that was moved to another CPU left its caches behind, and is no longer where the placement says.

import type { ValidityCheck } from './check.ts';
import { conditionsOf } from './measured.ts';
import { launchesOf, percent } from './words.ts';

/** Of the launches. A pinned role cannot move at all: one launch may be an accident of its start, more are a pinning
 * that does not hold. An unpinned one may, and where many did the number mixes two situations. */
const mostMoved = { pinned: 0.05, unpinned: 0.1 };

export const migrations: ValidityCheck = {
  id: 'migrations',
  look: (suspect) => {
    const known = conditionsOf(suspect).flatMap((launch) => launch.migrations ?? []);
    const moved = known.filter((count) => count > 0).length;
    const share = moved / known.length;
    const isPinned = suspect.placement !== 'unpinned';
    if (moved === 0 || (!isPinned && share <= mostMoved.unpinned)) return null;
    const most = percent(isPinned ? mostMoved.pinned : mostMoved.unpinned);
    return {
      weight: isPinned && share > mostMoved.pinned ? 'weakens' : 'note',
      evidence: `In ${launchesOf(moved, known.length)} a role was moved to another CPU (${suspect.placement}; ${most} at most are borne).`,
      advice: isPinned
        ? 'Something changed the roles’ CPU mask (a cpuset, taskset, a CPU taken offline): find it and run again.'
        : 'Where the roles ran was the scheduler’s choice: use --placement same-cpu or cross-cpu for a claim.',
    };
  },
};
