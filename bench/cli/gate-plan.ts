// SPDX-License-Identifier: Apache-2.0
// From the wishes of a gate to its cells: what is launched, what is declared, when it is looked at.

import { scenarios } from '../../scenarios/index.ts';
import type { EndpointWishes } from '../gate/endpoints.ts';
import { declareEndpoints } from '../gate/endpoints.ts';
import { defaultBlocks, looksFor } from '../gate/design.ts';
import type { GateCell } from '../gate/gate-cell.ts';
import { mechanisms } from '../mechanisms.ts';
import { buildPlan } from '../plan/build-plan.ts';
import { gateCellOf, leastForTail, twinOf } from '../plan/gate-arms.ts';
import type { GateArms } from '../plan/gate-arms.ts';
import type { Only } from '../plan/only.ts';
import { plannedCell } from '../plan/planned-cell.ts';
import type { LaunchCell } from '../plan/plan.ts';
import type { Machine } from '../preflight/finding.ts';
import { parametersAt } from '../plan/blocks.ts';
import { pointBehindName } from '../results/axis-words.ts';
import type { GatedQuantile } from '../results/gate-result.ts';
import type { Skip } from '../results/result.ts';
import { ExpectedError, UsageError, exitCodes } from '../usage-error.ts';
import { limitsOf } from './machine-limits.ts';

export interface GateWishes {
  readonly only: Only;
  readonly quantile: GatedQuantile;
  /** null: the default of each placement. */
  readonly tolerance: number | null;
  /** Of a pass before its extension; null: the default of each placement. */
  readonly blocks: number | null;
  readonly inject: GateArms['inject'];
}

export interface GatePlan {
  readonly cells: readonly GateCell[];
  /** What is launched for each of them, by the cell's id. */
  readonly launched: ReadonlyMap<string, LaunchCell>;
  readonly skips: readonly Skip[];
}

/** Refuses what matches nothing, or more than a gate may declare. */
export function planGate(wishes: GateWishes, machine: Machine): GatePlan {
  const request = { only: withDefaults(wishes.only), quick: false, seed: 0, blocks: null };
  const plan = buildPlan(request, { scenarios, mechanisms }, limitsOf(machine));
  const launched = plan.cells.flatMap((cell) => (cell.class === 'launches' ? [toGate(cell, wishes)] : []));
  launched.forEach(refuseShares);
  launched.forEach(refusePatience);
  refuseImpossible(launched, plan.skips);
  if (wishes.quantile === 'p99') launched.forEach(refuseWithoutTail);
  const planned = launched.map((cell) => plannedCell(cell, 'plan'));
  const isLeftOut: EndpointWishes['isLeftOut'] = (stored, arm, point) =>
    launched[planned.indexOf(stored)]?.leftOut.some((one) => one.arm === arm && one.point === point) ?? false;
  const declared = declareEndpoints(planned, { ...wishes, scenarios, isLeftOut });
  const cells = launched.map((cell, i): GateCell => {
    const stored = planned[i] as (typeof planned)[number];
    const floor = cell.arms.find((arm) => arm.isFloor)?.id ?? '';
    return {
      id: idOf(cell),
      scenario: cell.scenario,
      planned: stored,
      endpoints: declared.get(stored) ?? [],
      twins: [floor, twinOf(floor)],
      looks: looksFor(blocksOf(cell, wishes)),
      clock: { cost_ns: machine.clock.costNs, quantum_ns: machine.clock.quantumNs },
    };
  });
  return { cells, launched: new Map(launched.map((cell) => [idOf(cell), cell])), skips: plan.skips };
}

/** The headline where one CPU does it all: the quietest number that there is. */
function withDefaults(only: Only): Only {
  return {
    ...only,
    scenario: only.scenario ?? ['one-descriptor'],
    placement: only.placement ?? ['same-cpu'],
  };
}

/** What was asked for exists, and this machine cannot do any of it. */
function refuseImpossible(launched: readonly LaunchCell[], skips: readonly Skip[]): void {
  const [first] = skips;
  if (launched.length > 0 || first === undefined) return;
  throw new ExpectedError(`${first.scenario}: ${first.reason}; ${first.remedy}`, exitCodes.invalid);
}

/** What is offered would follow from what base and head can do, and each would be measured under a load of its own. */
function refuseShares({ scenario }: LaunchCell): void {
  const { id, needsCapacity } = scenario;
  if (needsCapacity === undefined) return;
  throw new UsageError(
    `${id} offers shares of a capacity, which a gate does not measure; gate ${needsCapacity}, or a scenario with a fixed rate (busy-donor)`,
  );
}

/** What was lost has no time, and blocks that head lost would be left out of its ratio. */
function refusePatience({ scenario, arms }: LaunchCell): void {
  if (arms.every(({ parameters }) => parameters.patienceMs === 0)) return;
  throw new UsageError(
    `${scenario.id} gives transfers up, and a gate compares times: gate a scenario without patience (busy-donor), and read late and lost in a run`,
  );
}

function refuseWithoutTail({ scenario, points, arms }: LaunchCell): void {
  for (const point of points) {
    for (const { parameters } of arms) {
      const { transfers } = parametersAt(parameters, scenario.axis, point);
      if (transfers >= leastForTail && scenario.interval.measure === 'per-transfer') continue;
      const axis = scenario.axis?.parameter ?? 'batch';
      const where = `${scenario.id} ${pointBehindName(axis, point, String)}`.trimEnd();
      throw new UsageError(
        `--quantile p99 needs ${String(leastForTail)} transfers a launch, ${where} has ${String(transfers)}; gate its p50, or another scenario`,
      );
    }
  }
}

function toGate(cell: LaunchCell, wishes: GateWishes): LaunchCell {
  const blocks = looksFor(blocksOf(cell, wishes)).at(-1)?.blocks ?? 0;
  return gateCellOf(cell, { blocks, quantile: wishes.quantile, inject: wishes.inject });
}

function blocksOf(cell: LaunchCell, { blocks, quantile }: GateWishes): number {
  return blocks ?? defaultBlocks(cell.placement, quantile);
}

function idOf(cell: LaunchCell): string {
  return `${cell.scenario.id} ${cell.placement}`;
}
