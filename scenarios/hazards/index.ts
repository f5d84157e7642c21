// SPDX-License-Identifier: Apache-2.0
// Every hazard, in the order in which they are played and told: of the push, of the pull, of both.

import type { Hazard } from '../hazard.ts';
import { cannotBeRefused } from './cannot-be-refused.ts';
import { epollGhost } from './epoll-ghost.ts';
import { execInTheDonor } from './exec-in-the-donor.ts';
import { exitLadder } from './exit-ladder.ts';
import { firstPeerIsNamed } from './first-peer-is-named.ts';
import { fullTable } from './full-table.ts';
import { nothingElseTravels } from './nothing-else-travels.ts';
import { numberReuse } from './number-reuse.ts';
import { oneDescription } from './one-description.ts';
import { recycledPid } from './recycled-pid.ts';
import { reuseportResets } from './reuseport-resets.ts';
import { truncatedControl } from './truncated-control.ts';
import { wrongHandles } from './wrong-handles.ts';

export const hazards: readonly Hazard[] = [
  truncatedControl,
  numberReuse,
  fullTable,
  exitLadder,
  recycledPid,
  wrongHandles,
  execInTheDonor,
  cannotBeRefused,
  oneDescription,
  epollGhost,
  firstPeerIsNamed,
  nothingElseTravels,
  reuseportResets,
];
