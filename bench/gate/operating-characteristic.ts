// SPDX-License-Identifier: Apache-2.0
// What a gate says when head is slower by a known share: the shares of its verdicts over redraws of an A/A session,
// for one slowdown after the other.

import type { Random } from '../plan/random.ts';
import { makeRandom } from '../plan/random.ts';
import type { CurvePoint, VerdictCounts } from '../results/calibration.ts';
import type { Verdict } from '../results/gate-result.ts';
import { decideGate } from './decide.ts';
import type { GateCell } from './gate-cell.ts';
import type { AaSession, Redraw } from './replay.ts';
import { drawStretch, replaySources } from './replay.ts';

export interface ReplayWishes {
  readonly cell: GateCell;
  readonly session: AaSession;
  readonly redraws: number;
  readonly seed: number;
  /** Absent: stretches of the session. */
  readonly draw?: (session: AaSession, random: Random) => Redraw;
  /** Called after each redraw; what it throws ends the replay. */
  readonly tick?: () => Promise<void>;
}

export interface ReplayedVerdicts {
  /** Of the whole gate. */
  readonly gate: VerdictCounts;
  /** By endpoint id. */
  readonly endpoints: ReadonlyMap<string, VerdictCounts>;
}

/** By endpoint id: one point for each slowdown (shares: 0.05 makes head 5 % slower), in their order. */
export async function operatingCharacteristic(
  wishes: ReplayWishes,
  slowdowns: readonly number[],
): Promise<ReadonlyMap<string, readonly CurvePoint[]>> {
  const curves = new Map<string, CurvePoint[]>(wishes.cell.endpoints.map(({ id }) => [id, []]));
  for (const slowdown of slowdowns) {
    const { endpoints } = await replayVerdicts(wishes, slowdown);
    for (const [id, verdicts] of endpoints) curves.get(id)?.push(curvePoint(slowdown, verdicts));
  }
  return curves;
}

/** How often each verdict was given. */
export async function replayVerdicts(wishes: ReplayWishes, slowdown: number): Promise<ReplayedVerdicts> {
  const { cell, session, redraws, seed, draw = drawStretch, tick } = wishes;
  // The same redraws at every slowdown: the curve then rises by the slowdown and not by luck.
  const random = makeRandom(seed, `redraws/${cell.id}`);
  const gate = noVerdicts();
  const endpoints = new Map(cell.endpoints.map(({ id }) => [id, noVerdicts()]));
  for (let i = 0; i < redraws; i++) {
    const decision = await decideGate([cell], replaySources(session, draw(session, random), slowdown));
    gate[decision.verdict] += 1;
    for (const { endpoint, verdict } of decision.endpoints) {
      const own = endpoints.get(endpoint.id);
      if (own !== undefined) own[verdict] += 1;
    }
    await tick?.();
  }
  return { gate, endpoints };
}

export function noVerdicts(): Record<Verdict, number> {
  return { PASS: 0, FAIL: 0, INCONCLUSIVE: 0, INVALID: 0 };
}

/** INVALID is no answer either. */
function curvePoint(slowdown: number, { PASS, FAIL, INCONCLUSIVE, INVALID }: VerdictCounts): CurvePoint {
  const total = PASS + FAIL + INCONCLUSIVE + INVALID;
  return {
    slowdown,
    fail: FAIL / total,
    pass: PASS / total,
    inconclusive: (INCONCLUSIVE + INVALID) / total,
  };
}
