// SPDX-License-Identifier: Apache-2.0
// The A/A sessions of a calibration: one for each cell, with four copies of the helper.

import { scenarios } from '../../scenarios/index.ts';
import { placeHelpers } from '../base-revision/equal-places.ts';
import type { GateCell } from '../gate/gate-cell.ts';
import type { AaSession } from '../gate/replay.ts';
import { mechanisms } from '../mechanisms.ts';
import { buildPlan } from '../plan/build-plan.ts';
import type { CopyName } from '../plan/copies.ts';
import { aaCellOf, copyNameOf } from '../plan/copies.ts';
import type { LaunchCell } from '../plan/plan.ts';
import { collectSession } from '../run/collect-session.ts';
import type { RunObserver } from '../run/keep-launches.ts';
import type { Laboratory } from './calibrate-laboratory.ts';
import { launchingOf } from './calibrate-laboratory.ts';
import { limitsOf } from './machine-limits.ts';
import { silentProgress } from './progress.ts';

export interface CalibratedCell {
  readonly cell: GateCell;
  readonly session: AaSession;
}

export interface SessionSize {
  readonly blocks: number;
  readonly seed: number;
  /** Told of each launch. */
  readonly observer?: RunObserver;
}

/** Shorter than planned when interrupted, or where launches fail. */
export async function runSession(
  laboratory: Laboratory,
  cell: GateCell,
  { blocks, seed, observer = silentProgress() }: SessionSize,
): Promise<CalibratedCell> {
  const copies = copyHelper(laboratory.machine.helperPath);
  try {
    const machine = launchingOf(laboratory, (arm) => copies.paths[copyNameOf(arm)]);
    const launched = aaCellOf(launchCellOf(cell, laboratory), blocks);
    return { cell, session: await collectSession({ cell, launched, machine, observer, seed }) };
  } finally {
    copies.dispose();
  }
}

interface CopiedHelpers {
  readonly paths: Readonly<Record<CopyName, string>>;
  readonly dispose: () => void;
}

/** Four copies at paths of the same length. */
function copyHelper(path: string): CopiedHelpers {
  const one = placeHelpers({ base: path, head: path });
  const other = placeHelpers({ base: path, head: path });
  return {
    paths: { a: one.base, b: one.head, c: other.base, d: other.head },
    dispose: () => {
      one.dispose();
      other.dispose();
    },
  };
}

/** The cell as a run would have it, before it becomes one of a gate. */
function launchCellOf({ planned }: GateCell, { wishes, machine }: Laboratory): LaunchCell {
  const only = { ...wishes.only, scenario: [planned.scenario], placement: [planned.placement] };
  const request = { only, quick: false, seed: 0, blocks: null };
  const [cell] = buildPlan(request, { scenarios, mechanisms }, limitsOf(machine)).cells;
  if (cell?.class !== 'launches') throw new RangeError(`no launches in ${planned.scenario}`);
  return cell;
}
