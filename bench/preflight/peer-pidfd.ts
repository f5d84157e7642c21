// SPDX-License-Identifier: Apache-2.0
// SO_PEERPIDFD (Linux 6.5): the pidfd of whoever is at the other end of a connection.

import type { Check } from './finding.ts';
import { ok } from './finding.ts';
import { tryLaunch } from './launch-trial.ts';

const flags = ['--mechanism', 'pidfd_getfd', '--meet', 'path', '--pidfd-source', 'peer'];

export const peerPidfd: Check = {
  id: 'so-peerpidfd',
  run: async (machine) => {
    const { error } = await tryLaunch(machine, flags);
    if (error === null) return ok('a connection told its peer’s pidfd');
    return {
      status: 'limits',
      evidence: `${error.code}: ${error.text}`,
      remedy: 'Linux 6.5 or newer, and pidfd_getfd; the arms that need it are skipped',
    };
  },
};
