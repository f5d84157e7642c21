// SPDX-License-Identifier: Apache-2.0
// unix-dgram is an optional dependency: only a comparison with other Node programs needs it.

import type { Check } from './finding.ts';
import { ok } from './finding.ts';

export const unixDgram: Check = {
  id: 'unix-dgram',
  run: async () => {
    try {
      // By name, not by import: it has no types, and may be missing.
      const name = 'unix-dgram';
      await import(name);
      return ok('loads');
    } catch (error) {
      return {
        status: 'note',
        evidence: `does not load: ${(error as Error).message.split('\n')[0] ?? ''}`,
        remedy: 'only the peers’ comparison leaves out an arm; npm rebuild unix-dgram',
      };
    }
  },
};
