// SPDX-License-Identifier: Apache-2.0
// Room for the sample logs, for 10,000 memfds, and for Node.

import type { Check } from './finding.ts';
import { ok } from './finding.ts';
import { readProc } from './read-proc.ts';

const enoughMebibytes = 512;

export const memory: Check = {
  id: 'memory',
  run: () => {
    const kibibytes = /^MemAvailable:\s*(\d+)/m.exec(readProc('/proc/meminfo') ?? '')?.[1];
    if (kibibytes === undefined) return ok('the machine does not say');
    const mebibytes = Math.round(Number(kibibytes) / 1024);
    if (mebibytes >= enoughMebibytes) return ok(`${String(mebibytes)} MiB available`);
    return {
      status: 'note',
      evidence: `only ${String(mebibytes)} MiB available`,
      remedy: `free some: a run wants ${String(enoughMebibytes)} MiB`,
    };
  },
};
