// SPDX-License-Identifier: Apache-2.0
// The largest batch needs its descriptors in one process.

import type { Check } from './finding.ts';
import { ok } from './finding.ts';

const largestBatch = 10_000;
const ownDescriptors = 64;

export const descriptorLimit: Check = {
  id: 'descriptors',
  run: ({ nofile }) => {
    const needed = largestBatch + ownDescriptors;
    const evidence = `soft limit ${String(nofile.soft)}, hard limit ${String(nofile.hard)}`;
    if (nofile.hard >= needed) return ok(`${evidence}; the helper raises its own soft limit`);
    return {
      status: 'limits',
      evidence: `${evidence}: batches that need more are skipped`,
      remedy: `raise the hard limit to ${String(needed)} (ulimit -Hn, LimitNOFILE=)`,
    };
  },
};
