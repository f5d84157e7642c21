// SPDX-License-Identifier: Apache-2.0
// Every scenario, in the order in which it is run and told.

import type { Scenario } from './scenario.ts';
import { discovery } from './handover/discovery.ts';
import { busyDonor } from './load/busy-donor.ts';
import { busyDonorTail } from './load/busy-donor-tail.ts';
import { busyDonorTailUnasked } from './load/busy-donor-tail-unasked.ts';
import { busyDonorUnasked } from './load/busy-donor-unasked.ts';
import { busyMachine } from './load/busy-machine.ts';
import { busyThreads } from './load/busy-threads.ts';
import { busyThreadsUnasked } from './load/busy-threads-unasked.ts';
import { capacity } from './load/capacity.ts';
import { donorBill } from './load/donor-bill.ts';
import { donorContention } from './load/donor-contention.ts';
import { donorThreads } from './load/donor-threads.ts';
import { kindsUnderLoad } from './load/kinds-under-load.ts';
import { openLoop } from './load/open-loop.ts';
import { sizeUnderLoad } from './load/size-under-load.ts';
import { starvedDonor } from './load/starved-donor.ts';
import { stoppedDonor } from './load/stopped-donor.ts';
import { stoppedDonorUnasked } from './load/stopped-donor-unasked.ts';
import { tableSize } from './load/table-size.ts';
import { throttledDonor } from './load/throttled-donor.ts';
import { otherWays } from './load/other-ways.ts';
import { acknowledge } from './transfer/acknowledge.ts';
import { batch } from './transfer/batch.ts';
import { cold } from './transfer/cold.ts';
import { descriptorKinds } from './transfer/descriptor-kinds.ts';
import { harnessOverhead } from './transfer/harness-overhead.ts';
import { numbersKnown } from './transfer/numbers-known.ts';
import { oneDescriptor } from './transfer/one-descriptor.ts';
import { pidfdLife } from './transfer/pidfd-life.ts';
import { safeTransfer } from './transfer/safe-transfer.ts';
import { safeTransferBatch } from './transfer/safe-transfer-batch.ts';
import { singleCalls } from './transfer/single-calls.ts';
import { socketTypes } from './transfer/socket-types.ts';
import { streaming } from './transfer/streaming.ts';

export const scenarios: readonly Scenario[] = [
  oneDescriptor,
  cold,
  batch,
  pidfdLife,
  numbersKnown,
  acknowledge,
  safeTransfer,
  safeTransferBatch,
  streaming,
  socketTypes,
  descriptorKinds,
  singleCalls,
  harnessOverhead,
  busyDonor,
  busyDonorUnasked,
  busyDonorTail,
  busyDonorTailUnasked,
  capacity,
  openLoop,
  stoppedDonor,
  stoppedDonorUnasked,
  busyThreads,
  busyThreadsUnasked,
  tableSize,
  donorThreads,
  sizeUnderLoad,
  kindsUnderLoad,
  donorBill,
  donorContention,
  starvedDonor,
  throttledDonor,
  busyMachine,
  otherWays,
  discovery,
];
