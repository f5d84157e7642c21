// SPDX-License-Identifier: Apache-2.0
// What this machine cannot do is known before the first launch: it becomes a visible skip.

import type { Skip } from '../results/result.ts';
import type { InFlightLimit } from './in-flight.ts';
import { parametersAt } from './blocks.ts';
import type { Cell, LaunchCell } from './plan.ts';

export interface MachineLimits {
  /** CPUs that this process may use. */
  readonly allowedCpus: readonly number[];
  /** The hard limit of open descriptors: the helper raises its own soft limit up to it. */
  readonly nofileHard: number;
  /** What too many descriptors in flight are refused by: see in-flight.ts. */
  readonly inFlight: InFlightLimit;
}

/** Descriptors that a role needs beside those of the batch. */
const ownDescriptors = 64;

/** Kinds of which one needs a second descriptor in the donor: the other end. */
const kindsWithCompanion: readonly string[] = ['tcp_connected', 'unix', 'pipe'];

export function placementSkip(cell: Cell, machine: MachineLimits): Skip | null {
  if (cell.placement !== 'cross-cpu' || machine.allowedCpus.length >= 2) return null;
  return {
    scenario: cell.scenario.id,
    placement: cell.placement,
    arm: null,
    point: null,
    reason: 'cross-cpu needs two CPUs and this process may use only one',
    remedy: 'run it on a machine, container or CPU mask (taskset, cpuset) with at least two CPUs',
  };
}

export function pointSkip(cell: LaunchCell, point: number | null, machine: MachineLimits): Skip | null {
  const needed = Math.max(...cell.arms.map((arm) => descriptorsNeeded(cell, arm.parameters, point)));
  if (needed <= machine.nofileHard) return null;
  return {
    scenario: cell.scenario.id,
    placement: cell.placement,
    arm: null,
    point,
    reason: `needs ${String(needed)} open descriptors in one process; the hard limit is ${String(machine.nofileHard)}`,
    remedy: `raise the hard limit (ulimit -Hn ${String(needed)}, LimitNOFILE= or nofile in limits.conf)`,
  };
}

function descriptorsNeeded(
  cell: LaunchCell,
  parameters: LaunchCell['arms'][number]['parameters'],
  point: number | null,
): number {
  const { batch, kind, tableSize } = parametersAt(parameters, cell.scenario.axis, point);
  return batch * (kindsWithCompanion.includes(kind) ? 2 : 1) + tableSize + ownDescriptors;
}
