// SPDX-License-Identifier: Apache-2.0
// Transfers that are due by schedule, at shares of what one pair can do: what a transfer waits for when others are
// before it, and what a closed loop does not see of that.

import type { LaunchScenario, Variant } from '../scenario.ts';
import { asked } from './intervals.ts';

const closedLoop: Variant = { label: 'closed loop', parameters: {} };
const poisson: Variant = { label: 'poisson', parameters: { arrivals: 'poisson', patienceMs: 20 } };
const constant: Variant = { label: 'constant', parameters: { arrivals: 'constant', patienceMs: 20 } };

export const openLoop: LaunchScenario = {
  id: 'open-loop',
  class: 'launches',
  question: 'How long does a transfer take from when it is due, at a share of what a pair can do?',
  notes: [
    'The share is of what one pair of the slower mechanism does in a closed loop, measured in the block before (the first: by capacity); both are offered the same.',
    'A closed loop asks when the last transfer is over, so it never waits behind another: its p99 beside the sojourn’s is what coordinated omission hides.',
    'A transfer has 20 ms: held later it is late, not begun by then it is lost; offered = completed + late + lost. 150 % is an overload on purpose.',
  ],
  interval: asked,
  selects: 'moves-descriptors',
  variants: [closedLoop, poisson, constant],
  fixed: { kind: 'memfd', batch: 1, initiator: 'receiver' },
  compares: 'variants',
  axis: {
    parameter: 'capacityPercent',
    values: [10, 50, 80, 95, 150],
    transfersFor: [{ upTo: 150, warmup: 50, transfers: 1000 }],
  },
  needsCapacity: 'capacity',
  blocks: { 'cross-cpu': { full: 10, quick: 0 } },
  onlyInFull: true,
};
