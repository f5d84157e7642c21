// SPDX-License-Identifier: Apache-2.0
// What every hazard of the pull begins with: may the receiver pull from the donor at all? Where not, that is the reason
// why the hazard cannot be played, and no hazard of its own (scenarios/permissions).

import type { Step } from '../play.ts';

export const mayPull: readonly Step[] = [
  { who: 'donor', does: 'pid' },
  { who: 'receiver', does: 'pidfd-open {donor.pid} donor' },
  { who: 'receiver', does: 'pull donor 0 tried' },
  { who: 'receiver', does: 'close tried' },
];
