// SPDX-License-Identifier: Apache-2.0
// The same with requests that take time, so that connections wait in the old process’s queue when it closes.

import type { HandoverScenario } from '../handover-scenario.ts';
import { everyArm } from './arms.ts';
import { usualHandover } from './parameters.ts';

export const handoverBusyService: HandoverScenario = {
  id: 'handover-busy-service',
  class: 'handovers',
  question: 'And when requests take time, so that the old process has a queue?',
  notes: [
    'A request takes 100 µs of CPU time: at 5,000 a second half of a CPU, besides what the kernel needs.',
  ],
  clients: 'connections',
  arms: everyArm,
  fixed: { ...usualHandover, serviceNs: 100_000 },
  axis: { parameter: 'ratePerSecond', values: [3000, 5000], quickValues: [3000] },
  blocks: { full: 11, quick: 0 },
  onlyInFull: true,
};
