// SPDX-License-Identifier: Apache-2.0
// Which scenarios have a chart of their own because of what is varied in them: load, or the value of an axis. Their
// ratios span decades where all others lie near 1, so they are not drawn together with those.

import type { LaunchParameters, LaunchScenario, Scenario } from '../scenarios/scenario.ts';
import { batchScenario } from './row-lookup.ts';

const loadParameters: readonly (keyof LaunchParameters)[] = [
  'service',
  'donorState',
  'donorThreads',
  'donorNice',
  'tableSize',
  'machineLoad',
];

/** It has steps (of load, or of something under load) and no axis. */
export function variesLoad(scenario: Scenario | undefined): scenario is LaunchScenario {
  if (scenario?.class !== 'launches' || scenario.axis !== undefined) return false;
  const all = [scenario.fixed, ...scenario.variants.map(({ parameters }) => parameters)];
  return all.some((parameters) => loadParameters.some((key) => parameters[key] !== undefined));
}

export type ScenarioWithAxis = LaunchScenario & Required<Pick<LaunchScenario, 'axis'>>;

/** Its cost is drawn along its axis by growth.ts: not the batch, which has a chart with its crossover; not shares of a
 * capacity, whose chart tells sojourns; and a size only where its growth is asked for. */
export function growsAlongAxis(scenario: Scenario | undefined): scenario is ScenarioWithAxis {
  if (scenario?.class !== 'launches' || scenario.axis === undefined) return false;
  const { parameter, growsFrom } = scenario.axis;
  if (parameter === 'capacityPercent' || scenario.id === batchScenario) return false;
  return parameter !== 'batch' || growsFrom !== undefined;
}

/** Its load is a share of a capacity. */
export function offersShares(scenario: Scenario | undefined): scenario is ScenarioWithAxis {
  return scenario?.class === 'launches' && scenario.axis?.parameter === 'capacityPercent';
}
