// SPDX-License-Identifier: Apache-2.0
// Every scenario, in the order in which it is run and told.

import type { Scenario } from './scenario.ts';
import { busyDonor } from './load/busy-donor.ts';
import { busyDonorUnasked } from './load/busy-donor-unasked.ts';
import { otherWays } from './load/other-ways.ts';
import { acknowledge } from './transfer/acknowledge.ts';
import { batch } from './transfer/batch.ts';
import { cold } from './transfer/cold.ts';
import { descriptorKinds } from './transfer/descriptor-kinds.ts';
import { harnessOverhead } from './transfer/harness-overhead.ts';
import { numbersKnown } from './transfer/numbers-known.ts';
import { oneDescriptor } from './transfer/one-descriptor.ts';
import { pidfdLife } from './transfer/pidfd-life.ts';
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
  streaming,
  socketTypes,
  descriptorKinds,
  singleCalls,
  harnessOverhead,
  busyDonor,
  busyDonorUnasked,
  otherWays,
];
