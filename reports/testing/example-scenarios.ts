// SPDX-License-Identifier: Apache-2.0
// Scenarios of the made-up result, in the shape of scenarios/ but independent of what is there.

import type { Interval, LaunchScenario, Scenario } from '../../scenarios/scenario.ts';

const interval: Interval = {
  first: 'start',
  last: 'holding',
  measure: 'per-transfer',
  includes: ['the send and the receive', 'the wake-up of the receiver'],
  excludes: ['closing the received descriptor', 'the acknowledgement'],
};

function launchScenario(own: Pick<LaunchScenario, 'id' | 'question' | 'blocks'>): LaunchScenario {
  return {
    class: 'launches',
    notes: [],
    interval,
    selects: 'moves-descriptors',
    variants: [{ label: '', parameters: {} }],
    fixed: { batch: 1 },
    ...own,
  };
}

export const exampleScenarios: readonly Scenario[] = [
  launchScenario({
    id: 'one-descriptor',
    question: 'What does it cost to move one descriptor?',
    blocks: { 'same-cpu': { full: 30, quick: 10 }, 'cross-cpu': { full: 60, quick: 10 } },
  }),
  launchScenario({
    id: 'batch',
    question: 'From how many descriptors on is which mechanism cheaper?',
    blocks: { 'same-cpu': { full: 20, quick: 10 }, 'cross-cpu': { full: 20, quick: 10 } },
  }),
  launchScenario({
    id: 'pidfd-life',
    question: 'What does opening the pidfd anew cost?',
    blocks: { 'same-cpu': { full: 30, quick: 10 } },
  }),
];
