// SPDX-License-Identifier: Apache-2.0
// Every claim, in the order in which the article makes them: C1 to C10.

import type { Claim } from '../claim.ts';
import { anyKind } from './any-kind.ts';
import { entriesOfProc } from './entries-of-proc.ts';
import { oneCall } from './one-call.ts';
import { proxies } from './proxies.ts';
import { ptracePermission } from './ptrace-permission.ts';
import { recycledPid } from './recycled-pid.ts';
import { signalAfterTheEnd } from './signal-after-the-end.ts';
import { socketsWork } from './sockets-work.ts';
import { supervisors } from './supervisors.ts';
import { whatAPidfdIs } from './what-a-pidfd-is.ts';

export const claims: readonly Claim[] = [
  recycledPid,
  whatAPidfdIs,
  signalAfterTheEnd,
  entriesOfProc,
  anyKind,
  socketsWork,
  ptracePermission,
  oneCall,
  proxies,
  supervisors,
];
