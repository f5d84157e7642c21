// SPDX-License-Identifier: Apache-2.0
// What every gate's measuring is wrapped in: room on the disk, the samples' file, progress.

import { reserveRoom } from '../results/reserve.ts';
import type { GateResult } from '../results/gate-result.ts';
import type { LaunchSummary, Skip } from '../results/result.ts';
import { openSamples } from '../results/samples-writer.ts';
import type { Keeper } from '../run/keep-launches.ts';
import { keepLaunches } from '../run/keep-launches.ts';
import type { Progress } from './progress.ts';

export interface Recorded<Measured> {
  readonly measured: Measured;
  readonly launches: readonly LaunchSummary[];
  readonly skips: readonly Skip[];
  readonly samples: GateResult['samples'];
}

/** Each launch is stored the moment it has ended; null, and no file, where none has. */
export async function recordLaunches<Measured>(
  folder: string,
  progress: Progress,
  measure: (kept: Keeper) => Promise<Measured>,
): Promise<Recorded<Measured> | null> {
  const releaseRoom = reserveRoom(folder);
  const samples = openSamples(folder);
  const kept = keepLaunches(samples, progress);
  const measured = await measure(kept).finally(() => {
    progress.end();
    releaseRoom();
  });
  const stored = samples.close();
  if (kept.launches.length > 0) {
    return { measured, launches: kept.launches, skips: kept.skips, samples: stored };
  }
  samples.discard();
  return null;
}
