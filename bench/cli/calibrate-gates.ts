// SPDX-License-Identifier: Apache-2.0
// The real gates of a calibration: some with base = head, some with a slowdown whose size and side are drawn at random.

import type { GateCell } from '../gate/gate-cell.ts';
import { launchesOfArm } from '../gate/gate-cell.ts';
import type { GateArms } from '../plan/gate-arms.ts';
import type { Random } from '../plan/random.ts';
import { makeRandom } from '../plan/random.ts';
import type { Injection } from '../results/calibration.ts';
import { median } from '../stats/quantile.ts';
import type { Laboratory } from './calibrate-laboratory.ts';
import type { LiveGate } from './calibrate-live.ts';
import { expectedRatio, runLiveGate } from './calibrate-live.ts';
import type { CalibrateProgress, Step } from './calibrate-progress.ts';
import type { CalibratedCell } from './calibrate-session.ts';

/** Sizes up to three times the tolerance: with some the judge must fail, with others pass. */
const largestInjection = 3;
/** As long as none has been timed. */
const secondsPerGate = 5;

export interface Gating {
  readonly seed: number;
  readonly progress: CalibrateProgress;
  readonly step: Step;
}

export function gateStep(name: string, units: number): Step {
  return { name, units, secondsEach: secondsPerGate };
}

/** Fewer than planned when interrupted. */
export async function runAlike(
  laboratory: Laboratory,
  { seed, progress, step }: Gating,
): Promise<LiveGate[]> {
  const gates: LiveGate[] = [];
  progress.begin(step);
  while (gates.length < step.units && !laboratory.signal.aborted) {
    const { observer } = progress;
    const gate = await runLiveGate(laboratory, { seed: seed + gates.length, inject: null, observer });
    if (gate === null) break;
    gates.push(gate);
    progress.reached(gates.length, gate.decision.verdict);
  }
  return gates;
}

export async function runInjected(
  laboratory: Laboratory,
  sessions: readonly CalibratedCell[],
  { seed, progress, step }: Gating,
): Promise<Injection[]> {
  const random = makeRandom(seed, 'injections');
  const injections: Injection[] = [];
  progress.begin(step);
  for (let i = 0; i < step.units && !laboratory.signal.aborted; i++) {
    const session = sessions[random.below(sessions.length)];
    if (session === undefined) break;
    const inject = drawInjection(session, random);
    const { observer } = progress;
    const gate = await runLiveGate(onlyCell(laboratory, session.cell), { seed: seed + i, inject, observer });
    if (gate === null) break;
    injections.push(...injectionsOf(gate, inject));
    progress.reached(i + 1, gate.decision.verdict);
  }
  return injections;
}

export function injectionsOf(
  { decision, seconds }: LiveGate,
  inject: NonNullable<GateArms['inject']>,
): Injection[] {
  return decision.endpoints.map((result) => ({
    endpoint: result.endpoint.id,
    side: inject.revision,
    injected_ns: inject.ns,
    expectedRatio: expectedRatio(result, inject),
    foundRatio: result.ratio?.value ?? null,
    verdict: result.verdict,
    seconds,
  }));
}

/** p50 of the first endpoint's arm with nothing done to it, from an A/A session. */
export function pilotMedian({ cell, session }: CalibratedCell): number {
  const [endpoint] = cell.endpoints;
  if (endpoint === undefined) throw new RangeError(`nothing is gated in ${cell.id}`);
  const { base } = endpoint.arms;
  const copies = session.copies.map((copy) => `${base.slice(0, base.lastIndexOf(' '))} ${copy}`);
  const launches = session.blocks.flat();
  const own = copies.flatMap((copy) => launchesOfArm(launches, endpoint, copy));
  return median(own.flatMap(({ wall }) => wall?.p50 ?? []));
}

function drawInjection(session: CalibratedCell, random: Random): NonNullable<GateArms['inject']> {
  const tolerance = session.cell.endpoints[0]?.tolerance ?? 0;
  const share = (random.below(1000) / 1000) * largestInjection * tolerance;
  const revision = random.below(2) === 0 ? 'head' : 'base';
  return { revision, ns: Math.max(1, Math.round(pilotMedian(session) * share)) };
}

/** A slowdown in ns suits one cell: only that is gated. */
function onlyCell(laboratory: Laboratory, { planned }: GateCell): Laboratory {
  const only = {
    ...laboratory.wishes.only,
    scenario: [planned.scenario],
    placement: [planned.placement],
  };
  return { ...laboratory, wishes: { ...laboratory.wishes, only } };
}
