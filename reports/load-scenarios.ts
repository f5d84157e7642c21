// SPDX-License-Identifier: Apache-2.0
// Which scenarios vary what the machine or the donor does meanwhile. Their ratios span decades where all others lie
// near 1, so they have charts of their own.

import type { LaunchParameters, LaunchScenario, Scenario } from '../scenarios/scenario.ts';

const loadParameters: readonly (keyof LaunchParameters)[] = [
  'service',
  'donorState',
  'donorThreads',
  'donorNice',
  'tableSize',
  'machineLoad',
];

/** Its variants are steps of load, and its arms are compared with the first of them. */
export function variesLoad(scenario: Scenario | undefined): scenario is LaunchScenario {
  if (scenario?.class !== 'launches' || scenario.axis !== undefined) return false;
  if (scenario.compares !== 'variants') return false;
  return scenario.variants.some(({ parameters }) =>
    loadParameters.some((key) => parameters[key] !== undefined),
  );
}
