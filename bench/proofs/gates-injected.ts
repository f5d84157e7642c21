// SPDX-License-Identifier: Apache-2.0
// Gates with a slowdown in one of their sides, design after design in an order that is drawn. The size is exact in ns:
// a share of the p50 that a pilot, and then each gate's other side, has shown.

import { injectionsOf, pilotMedian } from '../cli/calibrate-gates.ts';
import { runLiveGate } from '../cli/calibrate-live.ts';
import { runSession } from '../cli/calibrate-session.ts';
import { planGate } from '../cli/gate-plan.ts';
import type { Random } from '../plan/random.ts';
import { makeRandom, shuffled } from '../plan/random.ts';
import type { Injection } from '../results/calibration.ts';
import type { EndpointResult, Verdict } from '../results/gate-result.ts';
import { sentence } from './gates-alike.ts';
import type { Design } from './injections.ts';
import type { ProofSetting } from './proof.ts';
import { laboratoryFor } from './proof.ts';

export interface InjectedGate {
  readonly design: string;
  readonly side: 'head' | 'base';
  readonly injected_ns: number;
  readonly verdict: Verdict;
  readonly seconds: number;
  readonly rules: readonly string[];
  /** One for each endpoint. */
  readonly estimates: readonly Pick<Injection, 'endpoint' | 'expectedRatio' | 'foundRatio' | 'verdict'>[];
}

/** Those that ended before an interruption. */
export async function runInjectedGates(
  setting: ProofSetting,
  designs: readonly Design[],
): Promise<InjectedGate[]> {
  const { runs, seed, signal, say } = setting;
  const random = makeRandom(seed, 'injections');
  const order = shuffled(
    designs.flatMap((design) => Array.from({ length: runs }, () => design)),
    random,
  );
  const medians = new Map<string, number>();
  const gates: InjectedGate[] = [];
  for (const [i, design] of order.entries()) {
    const { placement, tolerance } = design;
    const laboratory = laboratoryFor(setting, { placement, tolerance });
    const median = medians.get(placement) ?? (await pilot(setting, design));
    const inject = draw(design, median, random);
    if (signal.aborted) break;
    const gate = await runLiveGate(laboratory, { seed: (seed + i) % 2 ** 32, inject });
    if (gate === null) break;
    medians.set(placement, medianOfOther(gate.decision.endpoints, inject.revision) ?? median);
    const estimates = injectionsOf(gate, inject).map(({ endpoint, expectedRatio, foundRatio, verdict }) => ({
      ...{ endpoint, expectedRatio, foundRatio, verdict },
    }));
    const { verdict, reasons } = gate.decision;
    const { seconds } = gate;
    const rules = reasons.map(({ rule }) => rule);
    const what = { design: design.name, side: inject.revision, injected_ns: inject.ns };
    gates.push({ ...what, verdict, seconds, rules, estimates });
    const expected = estimates.map(({ expectedRatio }) => expectedRatio?.toFixed(4) ?? 'none').join(', ');
    say(
      `gate ${String(i + 1)} of ${String(order.length)}: ${design.name} in ${inject.revision}: ${sentence(gate)}, injected ${expected}`,
    );
  }
  return gates;
}

const pilotBlocks = 10;

async function pilot(setting: ProofSetting, { placement, tolerance }: Design): Promise<number> {
  const laboratory = laboratoryFor(setting, { placement, tolerance });
  const [cell] = planGate(laboratory.wishes, setting.machine).cells;
  if (cell === undefined) throw new RangeError(`nothing to gate in ${placement}`);
  return pilotMedian(await runSession(laboratory, cell, { blocks: pilotBlocks, seed: setting.seed }));
}

const largestInTolerances = 3;

function draw({ slowdown, tolerance }: Design, median: number, random: Random) {
  const share = slowdown ?? (random.below(1000) / 1000) * largestInTolerances * tolerance;
  const revision = random.below(2) === 0 ? ('head' as const) : ('base' as const);
  return { revision, ns: Math.max(1, Math.round(median * share)) };
}

/** Of the side that nothing was done to: the mean over the mechanisms, which get the same wait. */
function medianOfOther(endpoints: readonly EndpointResult[], injected: 'head' | 'base'): number | null {
  const medians = endpoints.flatMap(({ base, head }) => (injected === 'head' ? base : head) ?? []);
  return medians.length === 0 ? null : medians.reduce((sum, value) => sum + value, 0) / medians.length;
}
