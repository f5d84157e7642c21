// SPDX-License-Identifier: Apache-2.0
// A helper that leaves descriptors open has not done all of its work, and its table grows from transfer to transfer.

import type { ValidityCheck } from './check.ts';
import { conditionsOf } from './measured.ts';
import { launchesOf } from './words.ts';

/** Descriptors more at a launch's end than at its beginning, in both roles together. Every one was counted. */
const mostLeaked = 0;

export const descriptorLeak: ValidityCheck = {
  id: 'descriptor-leak',
  look: (suspect) => {
    const counts = conditionsOf(suspect).map(({ leaked_descriptors }) => leaked_descriptors);
    const leaking = counts.filter((count) => count > mostLeaked);
    if (leaking.length === 0) return null;
    return {
      weight: 'weakens',
      evidence: `${launchesOf(leaking.length, counts.length)} ended with descriptors left open, up to ${String(Math.max(...leaking))}.`,
      advice:
        'Close what was received before the launch ends, then measure again: a leak is work that was left out.',
    };
  },
};
