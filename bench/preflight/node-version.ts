// SPDX-License-Identifier: Apache-2.0
// Node 20.19 is the oldest that this is tested with.

import type { Check } from './finding.ts';
import { ok } from './finding.ts';

const oldest = { major: 20, minor: 19 };

export const nodeVersion: Check = {
  id: 'node',
  run: () => {
    const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
    const isNew = major > oldest.major || (major === oldest.major && minor >= oldest.minor);
    if (isNew) return ok(`Node ${process.versions.node}`);
    return {
      status: 'blocks',
      evidence: `Node ${process.versions.node} is older than ${String(oldest.major)}.${String(oldest.minor)}`,
      remedy: 'install Node 20.19 or newer',
    };
  },
};
