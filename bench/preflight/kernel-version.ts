// SPDX-License-Identifier: Apache-2.0
// pidfd_getfd(2) came with Linux 5.6, SO_PEERPIDFD with 6.5.

import { release } from 'node:os';
import type { Check } from './finding.ts';
import { ok } from './finding.ts';

export const kernelVersion: Check = {
  id: 'kernel',
  run: () => {
    const [major = 0, minor = 0] = release().split('.').map(Number);
    const isAtLeast = (wanted: readonly [number, number]): boolean =>
      major > wanted[0] || (major === wanted[0] && minor >= wanted[1]);
    if (isAtLeast([6, 5])) return ok(`Linux ${release()}`);
    const missing = isAtLeast([5, 6]) ? 'SO_PEERPIDFD (6.5)' : 'pidfd_getfd (5.6) and SO_PEERPIDFD (6.5)';
    return {
      status: 'limits',
      evidence: `Linux ${release()} is older than ${missing}: unless it was backported, its arms are skipped`,
      remedy: 'run on a newer kernel',
    };
  },
};
