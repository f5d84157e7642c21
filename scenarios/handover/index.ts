// SPDX-License-Identifier: Apache-2.0
// Live handovers, in the order in which they are run and told.

import type { HandoverScenario } from '../handover-scenario.ts';
import { handoverBusyService } from './busy-service.ts';
import { handoverDatagrams } from './datagrams.ts';
import { handoverFaults } from './faults.ts';
import { handoverListeners } from './listeners.ts';
import { handoverPeers } from './peers.ts';
import { handoverRates } from './rates.ts';
import { handoverStreams } from './streams.ts';
import { handoverSaturated, handoverStopped } from './troubled.ts';

export const handoverScenarios: readonly HandoverScenario[] = [
  handoverRates,
  handoverBusyService,
  handoverListeners,
  handoverStreams,
  handoverDatagrams,
  handoverFaults,
  handoverSaturated,
  handoverStopped,
  handoverPeers,
];
