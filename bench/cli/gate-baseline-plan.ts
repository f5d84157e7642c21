// SPDX-License-Identifier: Apache-2.0
// The plan of a gate turned into one beside a stored result: without base, and without what was not stored.

import type { Baseline } from '../gate/baseline.ts';
import { fewestBlocks, totalAlpha } from '../gate/design.ts';
import type { GateCell } from '../gate/gate-cell.ts';
import { launchesOfArm } from '../gate/gate-cell.ts';
import type { Scenario } from '../../scenarios/scenario.ts';
import type { LaunchCell } from '../plan/plan.ts';
import type { Endpoint } from '../results/gate-result.ts';
import type { Skip } from '../results/result.ts';
import { StoredRunError } from '../results/stored-run-error.ts';
import { figureOf } from '../stats/block-ratios.ts';
import type { GatePlan } from './gate-plan.ts';

/** Refused where the stored result has nothing that was asked for. */
export function planBaseline(plan: GatePlan, baseline: Baseline): GatePlan {
  const skips: Skip[] = [];
  const cells: GateCell[] = [];
  const launched = new Map<string, LaunchCell>();
  for (const cell of plan.cells) {
    const judged = cell.endpoints.map((endpoint) => judgeStored(cell, againstStored(endpoint), baseline));
    const endpoints = judged.flatMap(({ endpoint, reason }) => (reason === null ? [endpoint] : []));
    for (const { endpoint, reason } of judged) {
      if (reason !== null) skips.push(skipOf(endpoint, reason, baseline));
    }
    const whole = plan.launched.get(cell.id);
    if (endpoints.length === 0 || whole === undefined) continue;
    const reduced = headOnly(cell, endpoints);
    cells.push(reduced);
    launched.set(cell.id, launchedOf(whole, reduced));
  }
  const [first] = skips;
  if (cells.length === 0) {
    throw new StoredRunError(
      `--baseline ${baseline.source}: nothing to compare with: ${first?.reason ?? 'it is empty'}; narrow the gate to what was stored (--only), or name another result`,
    );
  }
  return { cells, launched, skips: [...plan.skips, ...skips] };
}

/** "scm_rights base" of a gate is "scm_rights" of a run. */
function againstStored(endpoint: Endpoint): Endpoint {
  const { base, head } = endpoint.arms;
  return { ...endpoint, arms: { base: base.slice(0, base.lastIndexOf(' ')), head } };
}

interface Judged {
  readonly endpoint: Endpoint;
  readonly reason: string | null;
}

function judgeStored({ scenario }: GateCell, endpoint: Endpoint, baseline: Baseline): Judged {
  const stored = baseline.scenarios.find(({ id }) => id === scenario.id);
  if (stored !== undefined && identityOf(stored) !== identityOf(scenario)) {
    return { endpoint, reason: `the scenario ${scenario.id} was another one then` };
  }
  const { quantile } = endpoint;
  const found = launchesOfArm(baseline.launches, endpoint, endpoint.arms.base).filter(
    (launch) => figureOf(launch, { measure: 'wall', quantile }) > 0,
  );
  if (found.length >= fewestBlocks) return { endpoint, reason: null };
  const reason = `${String(found.length)} stored launches have a ${quantile} of it, ${String(fewestBlocks)} are needed`;
  return { endpoint, reason };
}

/** What makes two launches of a scenario comparable: all but how often and how long it was measured. */
function identityOf(scenario: Scenario): string {
  if (scenario.class !== 'launches') return scenario.id;
  const { interval, variants } = scenario;
  const fixed = Object.entries(scenario.fixed).filter(([name]) => name !== 'warmup' && name !== 'transfers');
  return JSON.stringify([interval, variants, fixed]);
}

function skipOf(
  { scenario, placement, point, arms, id }: Endpoint,
  reason: string,
  baseline: Baseline,
): Skip {
  return {
    scenario,
    placement,
    arm: arms.head,
    point,
    reason: `${id}: ${reason}`,
    remedy: `store it first: fd-handover run --only scenario=${scenario} (looked at: ${baseline.source})`,
  };
}

/** One look: it may spend the whole error. */
function headOnly(cell: GateCell, endpoints: readonly Endpoint[]): GateCell {
  const blocks = cell.looks.at(-2)?.blocks ?? cell.planned.blocks;
  const wanted = new Set(endpoints.map(({ arms }) => arms.head));
  const arms = cell.planned.arms
    .filter((arm) => arm.isFloor || wanted.has(arm.id))
    .map((arm) => ({ ...arm, revision: 'head' as const }));
  return {
    ...cell,
    endpoints,
    planned: { ...cell.planned, blocks, arms },
    looks: [{ blocks, alpha: totalAlpha }],
  };
}

/** The floor is head's as well: base is not here. */
function launchedOf(whole: LaunchCell, { planned }: GateCell): LaunchCell {
  const arms = whole.arms
    .filter(({ id }) => planned.arms.some((arm) => arm.id === id))
    .map((arm) => ({ ...arm, revision: 'head' as const }));
  return { ...whole, arms, blocks: planned.blocks };
}
