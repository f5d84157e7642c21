// SPDX-License-Identifier: Apache-2.0
// The shared sample log is a memfd.

import { close, sampleLogCreate } from '../native.ts';
import type { Check } from './finding.ts';
import { ok } from './finding.ts';

export const memfd: Check = {
  id: 'memfd',
  run: () => {
    try {
      close(sampleLogCreate(1));
      return ok('memfd_create works');
    } catch (error) {
      return {
        status: 'blocks',
        evidence: (error as Error).message,
        remedy: 'memfd_create(2) must be allowed here',
      };
    }
  },
};
