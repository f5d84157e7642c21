// SPDX-License-Identifier: Apache-2.0
// Every hazard, in the order in which they are played and told: of the push, of the pull, of both.

import type { Hazard } from '../hazard.ts';
import { backPressure } from './back-pressure.ts';
import { cannotBeRefused } from './cannot-be-refused.ts';
import { closeIsNotTheEnd } from './close-is-not-the-end.ts';
import { collectedInFlight } from './collected-in-flight.ts';
import { earlierBytes } from './earlier-bytes.ts';
import { emptyMessageIsNoEnd } from './empty-message-is-no-end.ts';
import { epollGhost } from './epoll-ghost.ts';
import { execInTheDonor } from './exec-in-the-donor.ts';
import { exitLadder } from './exit-ladder.ts';
import { firstPeerIsNamed } from './first-peer-is-named.ts';
import { firstThreadEnded } from './first-thread-ended.ts';
import { fullTableWhenPushed } from './full-table-when-pushed.ts';
import { fullTable } from './full-table.ts';
import { inFlightHoldsPort } from './in-flight-holds-port.ts';
import { inFlightLimbo } from './in-flight-limbo.ts';
import { messagesNeverCoalesce } from './messages-never-coalesce.ts';
import { noByteToRideOn } from './no-byte-to-ride-on.ts';
import { notCloseOnExec } from './not-close-on-exec.ts';
import { nothingElseTravels } from './nothing-else-travels.ts';
import { numberReuse } from './number-reuse.ts';
import { oneDescription } from './one-description.ts';
import { paddingMakesRoom } from './padding-makes-room.ts';
import { peekInstalls } from './peek-installs.ts';
import { receiverRefusesRights } from './receiver-refuses-rights.ts';
import { recordLocksStay } from './record-locks-stay.ts';
import { recycledPid } from './recycled-pid.ts';
import { reuseportResets } from './reuseport-resets.ts';
import { ringsCannotBeSent } from './rings-cannot-be-sent.ts';
import { stoppedDonorSendsNothing } from './stopped-donor-sends-nothing.ts';
import { tooManyInFlight } from './too-many-in-flight.ts';
import { tooManyInOneMessage } from './too-many-in-one-message.ts';
import { truncatedControl } from './truncated-control.ts';
import { wrongHandles } from './wrong-handles.ts';

export const hazards: readonly Hazard[] = [
  tooManyInOneMessage,
  paddingMakesRoom,
  truncatedControl,
  fullTableWhenPushed,
  notCloseOnExec,
  peekInstalls,
  noByteToRideOn,
  emptyMessageIsNoEnd,
  messagesNeverCoalesce,
  earlierBytes,
  backPressure,
  tooManyInFlight,
  inFlightLimbo,
  inFlightHoldsPort,
  receiverRefusesRights,
  ringsCannotBeSent,
  stoppedDonorSendsNothing,
  collectedInFlight,
  // of the pull, of both
  numberReuse,
  fullTable,
  exitLadder,
  recycledPid,
  wrongHandles,
  execInTheDonor,
  firstThreadEnded,
  cannotBeRefused,
  oneDescription,
  epollGhost,
  firstPeerIsNamed,
  nothingElseTravels,
  closeIsNotTheEnd,
  recordLocksStay,
  reuseportResets,
];
