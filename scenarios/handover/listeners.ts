// SPDX-License-Identifier: Apache-2.0
// What a handover costs with more listeners.

import type { HandoverScenario } from '../handover-scenario.ts';
import { everyArm } from './arms.ts';
import { usualHandover } from './parameters.ts';

/** Their queues are as short here as in the question before. */
const lessInteresting: readonly string[] = ['reuseport_emptied', 'reuseport_migrated'];

export const handoverListeners: HandoverScenario = {
  id: 'handover-listeners',
  class: 'handovers',
  question: 'What does a handover cost with 1, 10, 100, 1,000 listeners?',
  notes: ['Connections go to the listeners in turn.'],
  clients: 'connections',
  arms: everyArm.filter(({ id }) => !lessInteresting.includes(id)),
  fixed: usualHandover,
  axis: { parameter: 'listeners', values: [1, 10, 100, 1000], quickValues: [] },
  blocks: { full: 11, quick: 0 },
  onlyInFull: true,
};
