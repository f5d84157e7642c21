// SPDX-License-Identifier: Apache-2.0
// From what was asked for, and what this machine allows, to the cells of a run.

import type { HandoverScenario } from '../../scenarios/handover-scenario.ts';
import type { LaunchScenario, Placement, Scenario } from '../../scenarios/scenario.ts';
import type { SilentScenario } from '../../scenarios/silent-scenario.ts';
import type { Mechanism } from '../mechanisms.ts';
import { floorOf } from '../results/compared-arms.ts';
import type { Skip } from '../results/result.ts';
import { UsageError } from '../usage-error.ts';
import type { PlannedArm } from './arms.ts';
import { armsOfScenario } from './arms.ts';
import type { MachineLimits } from './limits.ts';
import { handoverCells } from './handover-cells.ts';
import { inFlightSkips } from './in-flight.ts';
import { placementSkip, pointSkip } from './limits.ts';
import type { Only } from './only.ts';
import { accepts, acceptsMechanism } from './only.ts';
import type { CallCell, Cell, LaunchCell, Plan } from './plan.ts';
import { silentCells } from './silent-cells.ts';
import { wayCells } from './way-cells.ts';

export interface PlanRequest {
  readonly only: Only;
  readonly quick: boolean;
  /** Also the scenarios that are left out otherwise, since they take long. */
  readonly full?: boolean;
  readonly seed: number;
  /** Blocks of every cell, instead of each scenario's own number. */
  readonly blocks: number | null;
}

interface Catalogue {
  readonly scenarios: readonly Scenario[];
  readonly mechanisms: readonly Mechanism[];
  /** Live handovers; absent: none. */
  readonly handoverScenarios?: readonly HandoverScenario[];
  /** Silent failures; absent: none. */
  readonly silentScenarios?: readonly SilentScenario[];
}

const placements: readonly Placement[] = ['same-cpu', 'cross-cpu', 'unpinned'];

/** Refuses a selection that matches nothing; leaves out, visibly, what this machine cannot do. */
export function buildPlan(request: PlanRequest, catalogue: Catalogue, machine: MachineLimits): Plan {
  const wanted = catalogue.scenarios.filter((scenario) => isWanted(scenario, request));
  const asked = wanted.flatMap((scenario): Cell[] =>
    scenario.class === 'calls'
      ? callCells(scenario, request)
      : scenario.class === 'ways'
        ? wayCells(scenario, request)
        : launchCells(scenario, catalogue.mechanisms, request),
  );
  const cells = withCapacities(asked, catalogue, request);
  const handovers = handoverCells(catalogue.handoverScenarios ?? [], request, machine);
  const silent = silentCells(catalogue.silentScenarios ?? [], request);
  const isEmpty = cells.length + handovers.cells.length + handovers.skips.length + silent.length === 0;
  if (isEmpty) throw nothingToRun(request);
  const checked = cells.map((cell) => leaveOut(cell, machine));
  return {
    seed: request.seed,
    quick: request.quick,
    cells: checked.flatMap(({ cell }) => (cell === null ? [] : [cell])),
    skips: [...checked.flatMap(({ skips }) => skips), ...handovers.skips],
    ...(handovers.cells.length > 0 && { handovers: handovers.cells }),
    ...(silent.length > 0 && { silent }),
  };
}

/** What takes long runs with --full, or when it is named. */
function isWanted(scenario: Scenario, { only, full }: PlanRequest): boolean {
  const isLong = scenario.class !== 'calls' && scenario.onlyInFull === true;
  return accepts(only, 'scenario', scenario.id) && (!isLong || full === true || only.scenario !== undefined);
}

/** Before a cell that offers shares of a capacity stands the one that measures it: if nobody asked for it, for one pair
 * only. */
function withCapacities(cells: readonly Cell[], catalogue: Catalogue, request: PlanRequest): Cell[] {
  return cells.flatMap((cell, i): Cell[] => {
    const needed = cell.class === 'launches' ? cell.scenario.needsCapacity : undefined;
    if (needed === undefined) return [cell];
    const isMeasured = cells
      .slice(0, i)
      .some((one) => isCapacityOf(cell, one) && one.points.some((point) => point === 1));
    if (isMeasured) return [cell];
    if (cells.some((one) => isCapacityOf(cell, one))) {
      throw new UsageError(
        `${cell.scenario.id} needs the capacity of one pair, and --only leaves it out of ${needed}: name ${cell.scenario.id} alone, or point=1 as well`,
      );
    }
    const scenario = catalogue.scenarios.find(({ id }) => id === needed);
    if (scenario?.class !== 'launches')
      throw new RangeError(`no scenario ${needed} that measures a capacity`);
    const only = { scenario: [needed], placement: [cell.placement], point: ['1'] };
    return [...launchCells(scenario, catalogue.mechanisms, { ...request, only, quick: false }), cell];
  });
}

function isCapacityOf(cell: Cell, other: Cell): boolean {
  const needed = cell.class === 'launches' ? cell.scenario.needsCapacity : undefined;
  return other.scenario.id === needed && other.placement === cell.placement;
}

function nothingToRun({ quick, blocks }: PlanRequest): UsageError {
  const hint =
    quick && blocks === null ? '; --quick leaves some cells out, unless --blocks says how many' : '';
  return new UsageError(`--only and --placement together match nothing${hint}; see "fd-handover list"`);
}

function launchCells(
  scenario: LaunchScenario,
  mechanisms: readonly Mechanism[],
  request: PlanRequest,
): LaunchCell[] {
  const all = armsOfScenario(scenario, mechanisms);
  const wanted = wantedArms(all, request.only);
  // What is offered follows from the closed loops of all mechanisms, whatever else is asked for.
  const arms =
    scenario.needsCapacity === undefined || wanted.length === 0
      ? wanted
      : all.filter((arm) => wanted.includes(arm) || (!arm.isFloor && arm.parameters.arrivals === 'closed'));
  const points = wantedPoints(scenario, request);
  if (arms.length === 0 || points.length === 0) return [];
  return placements.flatMap((placement) => {
    const blocks = scenario.blocks[placement];
    if (blocks === undefined || !accepts(request.only, 'placement', placement)) return [];
    const planned = request.blocks ?? (request.quick ? blocks.quick : blocks.full);
    if (planned === 0) return [];
    return [{ class: 'launches' as const, scenario, placement, blocks: planned, arms, points, leftOut: [] }];
  });
}

function callCells(scenario: Scenario & { class: 'calls' }, request: PlanRequest): CallCell[] {
  const { only, quick } = request;
  if (only.mechanism !== undefined || only.variant !== undefined || only.point !== undefined) return [];
  if (!accepts(only, 'placement', 'unpinned')) return [];
  const arms = scenario.calls.map((call, i) => ({
    id: call,
    mechanism: call,
    variant: '',
    launchedBy: 'node' as const,
    isFloor: i === 0,
  }));
  const blocks = request.blocks ?? (quick ? scenario.blocks.quick : scenario.blocks.full);
  return [{ class: 'calls', scenario, placement: 'unpinned', blocks, arms, points: [null] }];
}

/** The arms that were asked for, and the floors that they stand on. */
function wantedArms(arms: readonly PlannedArm[], only: Only): PlannedArm[] {
  const wanted = arms.filter(
    (arm) => acceptsMechanism(only, arm.mechanism) && (arm.isFloor || accepts(only, 'variant', arm.variant)),
  );
  const compared = wanted.filter((arm) => !arm.isFloor);
  if (compared.length > 0) {
    const floors = new Set(compared.map((arm) => floorOf(arm, wanted)));
    return wanted.filter((arm) => !arm.isFloor || floors.has(arm));
  }
  const onlyFloors =
    only.variant === undefined && (only.mechanism?.every((name) => name === arms[0]?.mechanism) ?? false);
  return onlyFloors ? wanted : [];
}

function wantedPoints(scenario: LaunchScenario, { only, quick }: PlanRequest): readonly (number | null)[] {
  const axis = scenario.axis;
  if (axis === undefined) return only.point === undefined ? [null] : [];
  const usual = quick && only.point === undefined ? (axis.quickValues ?? axis.values) : axis.values;
  return usual.filter((value) => accepts(only, 'point', String(value)));
}

/** What cannot be measured here leaves the plan with its reason. */
function leaveOut(cell: Cell, machine: MachineLimits): { cell: Cell | null; skips: Skip[] } {
  if (cell.class === 'calls') return { cell, skips: [] };
  const impossible = placementSkip(cell, machine);
  if (impossible !== null) return { cell: null, skips: [impossible] };
  if (cell.class === 'ways') return { cell, skips: [] };
  const skips = cell.points.map((point) => pointSkip(cell, point, machine));
  const points = cell.points.filter((_, i) => skips[i] === null);
  const armSkips = points.flatMap((point) => inFlightSkips({ ...cell, points }, point, machine));
  return {
    cell:
      points.length === 0
        ? null
        : { ...cell, points, leftOut: armSkips.map(({ arm, point }) => ({ arm: arm ?? '', point })) },
    skips: [...skips.filter((skip) => skip !== null), ...armSkips],
  };
}
