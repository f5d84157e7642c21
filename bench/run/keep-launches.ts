// SPDX-License-Identifier: Apache-2.0
// What is kept of a run while it goes on: each launch is stored the moment it has ended, and numbered.

import type { Cell } from '../plan/plan.ts';
import type { LaunchRecord, LaunchSummary, Skip } from '../results/result.ts';
import type { SamplesWriter } from '../results/samples-writer.ts';
import { summariseLaunch } from '../stats/launch-summary.ts';

/** Told what happens; may draw a progress line, must not throw. */
export interface RunObserver {
  readonly cellStarted: (cell: Cell) => void;
  readonly launchEnded: (cell: Cell, summary: LaunchSummary) => void;
  readonly skipped: (skip: Skip) => void;
}

export type UnnumberedRecord = Omit<LaunchRecord, 'launch'>;

export interface Keeper {
  /** Throws OutOfSpaceError where the disk is full: then the launch is not in the list either. */
  readonly record: (cell: Cell, record: UnnumberedRecord) => LaunchSummary;
  readonly skip: (skip: Skip) => void;
  readonly launches: readonly LaunchSummary[];
  readonly skips: readonly Skip[];
}

export function keepLaunches(samples: SamplesWriter, observer: RunObserver): Keeper {
  const launches: LaunchSummary[] = [];
  const skips: Skip[] = [];
  return {
    record: (cell, unnumbered) => {
      const record = { launch: launches.length, ...unnumbered };
      samples.append(record);
      const summary = summariseLaunch(record, cell.scenario.interval);
      launches.push(summary);
      observer.launchEnded(cell, summary);
      return summary;
    },
    skip: (skip) => {
      skips.push(skip);
      observer.skipped(skip);
    },
    launches,
    skips,
  };
}
