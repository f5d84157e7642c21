// SPDX-License-Identifier: Apache-2.0
// The shape of a plan: cells in the order in which they run, and what is left out from the start.

import type {
  CallScenario,
  LaunchParameters,
  LaunchScenario,
  Placement,
  WayScenario,
} from '../../scenarios/scenario.ts';
import type { Arm, LaunchPlace, Skip } from '../results/result.ts';
import type { PlannedArm } from './arms.ts';
import type { HandoverCell } from './handover-cells.ts';
import type { SilentCell } from './silent-cells.ts';

/** A (scenario, placement) of launches. */
export interface LaunchCell {
  readonly class: 'launches';
  readonly scenario: LaunchScenario;
  readonly placement: Placement;
  readonly blocks: number;
  readonly arms: readonly PlannedArm[];
  /** [null] without an axis. */
  readonly points: readonly (number | null)[];
  /** Arms that this machine cannot run at a point; each has its skip. */
  readonly leftOut: readonly ArmAtPoint[];
}

export interface ArmAtPoint {
  readonly arm: string;
  readonly point: number | null;
}

/** A scenario of single calls: one Bench a block, one task an arm. */
export interface CallCell {
  readonly class: 'calls';
  readonly scenario: CallScenario;
  readonly placement: Placement;
  readonly blocks: number;
  readonly arms: readonly Arm[];
  readonly points: readonly [null];
}

/** A (scenario, placement) of other ways: one process a way and block. */
export interface WayCell {
  readonly class: 'ways';
  readonly scenario: WayScenario;
  readonly placement: Placement;
  readonly blocks: number;
  readonly arms: readonly Arm[];
  readonly points: readonly [null];
}

export type Cell = LaunchCell | CallCell | WayCell;

export interface Plan {
  readonly seed: number;
  readonly quick: boolean;
  readonly cells: readonly Cell[];
  /** Live handovers, run after all cells: absent where none is asked for. */
  readonly handovers?: readonly HandoverCell[];
  /** Counts of silent failures, run last: absent where none is asked for. */
  readonly silent?: readonly SilentCell[];
  readonly skips: readonly Skip[];
}

/** One launch to come: where it stands, and what it is started with. */
export interface PlannedLaunch {
  readonly place: Omit<LaunchPlace, 'launch'>;
  readonly arm: PlannedArm;
  readonly parameters: LaunchParameters;
}
