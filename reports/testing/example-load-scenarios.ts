// SPDX-License-Identifier: Apache-2.0
// Scenarios of the made-up run under load, in the shape of scenarios/ but independent of what is there.

import type { Interval, LaunchParameters, LaunchScenario } from '../../scenarios/scenario.ts';

type Own = Pick<LaunchScenario, 'id' | 'question' | 'blocks' | 'interval'> & Partial<LaunchScenario>;

function scenario(own: Own): LaunchScenario {
  return {
    class: 'launches',
    notes: [],
    selects: 'moves-descriptors',
    variants: [{ label: '', parameters: {} }],
    fixed: { batch: 1 },
    ...own,
  };
}

function interval(first: Interval['first'], measure: Interval['measure'] = 'per-transfer'): Interval {
  return { first, last: 'holding', measure, includes: ['everything between'], excludes: ['close'] };
}

function step(label: string, parameters: Partial<LaunchParameters> = {}) {
  return { label, parameters };
}

export const capacityScenario = scenario({
  id: 'capacity',
  question: 'How many descriptors can pairs move together?',
  interval: interval('start', 'per-descriptor-of-all-pairs'),
  axis: { parameter: 'pairs', values: [1, 2, 4, 8, 16], transfersFor: [] },
  blocks: { 'cross-cpu': { full: 20, quick: 10 }, unpinned: { full: 20, quick: 10 } },
});

export const tableSizeScenario = scenario({
  id: 'table-size',
  question: 'Does a transfer notice how many descriptors the donor has open?',
  interval: interval('start'),
  axis: {
    parameter: 'tableSize',
    values: [16, 1000, 10_000, 100_000],
    growsFrom: 16,
    transfersFor: [],
  },
  blocks: { 'same-cpu': { full: 20, quick: 10 } },
});

export const donorThreadsScenario = scenario({
  id: 'donor-threads',
  question: 'Does a transfer notice the threads of the donor?',
  interval: interval('start'),
  axis: { parameter: 'donorThreads', values: [0, 4, 64], transfersFor: [] },
  blocks: { 'cross-cpu': { full: 20, quick: 10 } },
});

export const openLoopScenario = scenario({
  id: 'open-loop',
  question: 'How long does a transfer stay as the load comes near the capacity?',
  interval: interval('due'),
  variants: [
    step('closed loop'),
    step('poisson', { arrivals: 'poisson' }),
    step('constant', { arrivals: 'constant' }),
  ],
  fixed: { batch: 1, patienceMs: 100 },
  axis: { parameter: 'capacityPercent', values: [10, 50, 80, 95, 150], transfersFor: [] },
  compares: 'variants',
  needsCapacity: 'capacity',
  blocks: { 'cross-cpu': { full: 20, quick: 10 } },
});

export const stoppedDonorScenario = scenario({
  id: 'stopped-donor',
  question: 'What becomes of transfers while the donor is stopped?',
  interval: interval('due'),
  variants: [step('running'), step('stopped', { donorState: 'stopped' })],
  fixed: { batch: 1, patienceMs: 50, initiator: 'receiver' },
  compares: 'variants',
  blocks: { 'cross-cpu': { full: 20, quick: 10 } },
});

export const busyDonorScenario = scenario({
  id: 'busy-donor',
  question: 'What does a transfer cost when the donor is busy?',
  interval: interval('due'),
  variants: [
    step('idle'),
    step('80 % busy', { service: 'constant', utilisationPercent: 80 }),
    step('95 % busy', { service: 'constant', utilisationPercent: 95 }),
  ],
  compares: 'variants',
  blocks: { 'cross-cpu': { full: 20, quick: 10 } },
});

export const donorBillScenario = scenario({
  id: 'donor-bill',
  question: 'What does a transfer cost its donor?',
  interval: interval('start', 'donor-cpu'),
  axis: { parameter: 'batch', values: [1, 16, 64, 252], growsFrom: 16, transfersFor: [] },
  blocks: { 'same-cpu': { full: 20, quick: 10 } },
});

export const loadScenarios: readonly LaunchScenario[] = [
  capacityScenario,
  tableSizeScenario,
  donorThreadsScenario,
  openLoopScenario,
  stoppedDonorScenario,
  busyDonorScenario,
  donorBillScenario,
];
