// SPDX-License-Identifier: Apache-2.0
// What the number of a launch is a time of: the words for each measure of an interval, in one place.

import type { Interval, Scenario } from '../../scenarios/scenario.ts';

export interface MeasureWords {
  /** "time of one transfer" */
  readonly ofOne: string;
  /** Which clock it is, in a sentence about growth or in a title. */
  readonly time: string;
}

const measureWords: Readonly<Record<Interval['measure'], MeasureWords>> = {
  'per-transfer': { ofOne: 'time of one transfer', time: 'wall time' },
  'per-descriptor-streamed': { ofOne: 'time of one descriptor', time: 'wall time a descriptor' },
  'per-call': { ofOne: 'time of one call', time: 'wall time a call' },
  'per-descriptor-of-all-pairs': {
    ofOne: 'time of one descriptor, all pairs together',
    time: 'wall time a descriptor of all pairs',
  },
  'donor-cpu': { ofOne: 'CPU time that one transfer takes from its donor', time: 'CPU time of the donor' },
  'donor-round': {
    ofOne: 'time of one round of the donor’s other threads',
    time: 'time of a round of the donor’s threads',
  },
};

/** Those of a transfer where the scenario is not known. */
export function measureOf(scenario: Scenario | undefined): MeasureWords {
  return measureWords[scenario?.interval.measure ?? 'per-transfer'];
}
