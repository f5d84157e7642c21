// SPDX-License-Identifier: Apache-2.0
// A scenario's variants and the mechanisms that fit it make its arms; each arm has its parameters,
// its floor and its reference.

import type { LaunchParameters, LaunchScenario, Selection, Variant } from '../../scenarios/scenario.ts';
import type { Mechanism } from '../mechanisms.ts';
import { floorMechanism } from '../mechanisms.ts';
import type { Arm } from '../results/result.ts';

/** An arm with what its launches are started with, apart from the axis. */
export interface PlannedArm extends Arm {
  readonly parameters: LaunchParameters;
}

const defaultParameters: LaunchParameters = {
  batch: 1,
  chunk: 252,
  kind: 'tcp_listener',
  channel: 'seqpacket',
  acknowledge: 'transfer',
  meet: 'inherited',
  numbers: 'announced',
  pidfdSource: 'open',
  pidfdLife: 'launch',
  warmup: 50,
  transfers: 300,
  initiator: 'donor',
  arrivals: 'closed',
  ratePerSecond: 0,
  seed: 1,
  service: 'none',
  serviceNs: 0,
  utilisationPercent: 0,
  injectNs: 0,
  pairs: 1,
  capacityPercent: 0,
  patienceMs: 0,
  donorState: 'running',
  tableSize: 0,
  donorThreads: 0,
  threadsDo: 'sleep',
  donorNice: 0,
  forMs: 0,
  machineLoad: 'none',
};

/** The floors first, then every selected mechanism with every variant that fits it. */
export function armsOfScenario(scenario: LaunchScenario, mechanisms: readonly Mechanism[]): PlannedArm[] {
  const arms = scenario.variants.flatMap((variant) =>
    mechanisms
      .filter((mechanism) => fits(mechanism, scenario.selects) && fits(mechanism, variant.selects ?? 'all'))
      .map((mechanism) => makeArm(scenario, variant, mechanism.name)),
  );
  return [...floorsFor(scenario, arms), ...arms];
}

function fits(mechanism: Mechanism, selection: Selection): boolean {
  if (mechanism.name === floorMechanism) return false;
  if (selection === 'moves-descriptors') return mechanism.movesDescriptors;
  return selection === 'all' || mechanism.usesPidfd;
}

function makeArm(scenario: LaunchScenario, variant: Variant, mechanism: string): PlannedArm {
  return {
    id: variant.label === '' ? mechanism : `${mechanism} ${variant.label}`,
    mechanism,
    variant: variant.label,
    launchedBy: variant.launchedBy ?? 'node',
    isFloor: mechanism === floorMechanism,
    parameters: { ...defaultParameters, ...scenario.fixed, ...variant.parameters },
  };
}

/** The canary tells what the machine does, not what a donor does that cannot answer. */
const answering: Partial<LaunchParameters> = { donorState: 'running', patienceMs: 0 };

/** One floor for each way of sending the message; variants that only change the descriptors or the
 * pidfd share one, which then carries no variant's name. */
function floorsFor(scenario: LaunchScenario, arms: readonly PlannedArm[]): PlannedArm[] {
  const floors = new Map<string, PlannedArm>();
  // A canary sings for all of them.
  const variants = scenario.floorIsCanaryOnly === true ? scenario.variants.slice(0, 1) : scenario.variants;
  for (const variant of variants) {
    if (!arms.some((arm) => arm.variant === variant.label)) continue;
    const floor = makeArm(scenario, variant, floorMechanism);
    const parameters: LaunchParameters = {
      ...floor.parameters,
      kind: scenario.fixed.kind ?? defaultParameters.kind,
      numbers: 'announced',
      pidfdSource: 'open',
      pidfdLife: 'launch',
      ...(floor.parameters.donorState !== 'running' && answering),
    };
    const key = JSON.stringify([parameters, floor.launchedBy]);
    if (!floors.has(key)) floors.set(key, { ...floor, parameters });
  }
  const list = [...floors.values()];
  return list.length === 1 ? list.map((floor) => ({ ...floor, id: floorMechanism, variant: '' })) : list;
}
