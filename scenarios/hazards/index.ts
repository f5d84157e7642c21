// SPDX-License-Identifier: Apache-2.0
// Every hazard, in the order in which they are played and told: of the push, of the pull, of both.

import type { Hazard } from '../hazard.ts';
import { backPressure } from './back-pressure.ts';
import { collectedInFlight } from './collected-in-flight.ts';
import { earlierBytes } from './earlier-bytes.ts';
import { emptyMessageIsNoEnd } from './empty-message-is-no-end.ts';
import { fullTableWhenPushed } from './full-table-when-pushed.ts';
import { inFlightHoldsPort } from './in-flight-holds-port.ts';
import { inFlightLimbo } from './in-flight-limbo.ts';
import { messagesNeverCoalesce } from './messages-never-coalesce.ts';
import { noByteToRideOn } from './no-byte-to-ride-on.ts';
import { notCloseOnExec } from './not-close-on-exec.ts';
import { paddingMakesRoom } from './padding-makes-room.ts';
import { peekInstalls } from './peek-installs.ts';
import { receiverRefusesRights } from './receiver-refuses-rights.ts';
import { ringsCannotBeSent } from './rings-cannot-be-sent.ts';
import { stoppedDonorSendsNothing } from './stopped-donor-sends-nothing.ts';
import { tooManyInFlight } from './too-many-in-flight.ts';
import { tooManyInOneMessage } from './too-many-in-one-message.ts';
import { truncatedControl } from './truncated-control.ts';

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
];
