// SPDX-License-Identifier: Apache-2.0
// Question 9: what a hazard shows once is counted here.

import type { SilentScenario } from '../silent-scenario.ts';
import { silentArms } from './arms.ts';
import { silentConditions } from './conditions.ts';

export const silentFailures: SilentScenario = {
  class: 'silent',
  id: 'silent-failures',
  question:
    'How often is a descriptor lost, truncated or swapped, and the program goes on as if it were not?',
  notes: [
    'Each descriptor is known by its content, which no mechanism has a hand in; what the donor meant does not go through the channel.',
    'Churn and pressure are made: a rate under pressure follows from how the free slots are drawn. What carries over is which arm fails, in which way, and how it grows.',
  ],
  arms: silentArms,
  conditions: silentConditions,
  batchMax: 8,
  tableSize: 256,
  blocks: { usual: 10, quick: 2, full: 11 },
  transfers: { usual: 500, quick: 200, full: 6000 },
};
