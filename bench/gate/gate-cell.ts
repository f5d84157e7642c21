// SPDX-License-Identifier: Apache-2.0
// What a gate knows of a cell: its endpoints, its looks, its canary. The launches come from a source of blocks,
// which may be this machine, a stored run or a corpus: the judge cannot tell.

import type { Scenario } from '../../scenarios/scenario.ts';
import type { Endpoint, PassRecord } from '../results/gate-result.ts';
import type { LaunchSummary, PlannedCell } from '../results/result.ts';
import type { PlannedLook } from './design.ts';

export interface GateCell {
  /** "one-descriptor same-cpu". */
  readonly id: string;
  readonly scenario: Scenario;
  readonly planned: PlannedCell;
  readonly endpoints: readonly Endpoint[];
  /** The floor of the base helper, launched twice in each block: between the two nothing may be found. null where
   * blocks come from a stored run, which has no twins. */
  readonly twins: readonly [string, string] | null;
  readonly looks: readonly PlannedLook[];
  readonly clock: { readonly cost_ns: number; readonly quantum_ns: number };
}

export interface BlockSource {
  /** The launches of the next `count` blocks of a cell; of fewer when the source has ended. */
  readonly next: (cell: GateCell, count: number) => Promise<readonly LaunchSummary[]>;
  /** Why no more blocks come, or null. */
  readonly ended: () => Exclude<PassRecord['endedBy'], 'decided' | 'last-look'> | null;
}

/** Launches of one arm at an endpoint's point, in the order of time. */
export function launchesOfArm(
  launches: readonly LaunchSummary[],
  { scenario, placement, point }: Pick<Endpoint, 'scenario' | 'placement' | 'point'>,
  arm: string,
): LaunchSummary[] {
  return launches.filter(
    (launch) =>
      launch.arm === arm &&
      launch.point === point &&
      launch.scenario === scenario &&
      launch.placement === placement,
  );
}

/** How many blocks have a launch of this cell. */
export function blocksRun(launches: readonly LaunchSummary[], cell: GateCell): number {
  const { scenario, placement } = cell.planned;
  const own = launches.filter((one) => one.scenario === scenario && one.placement === placement);
  return new Set(own.map(({ block }) => block)).size;
}
