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
  /** null: not one launch has ended. */
  readonly stored: {
    readonly launches: readonly LaunchSummary[];
    readonly skips: readonly Skip[];
    readonly samples: GateResult['samples'];
  } | null;
}

/** `leftOut`: what the plan had to leave out, told first. Each launch is stored the moment it has ended; no file where
 * none has. */
export async function recordLaunches<Measured>(
  folder: string,
  leftOut: readonly Skip[],
  progress: Progress,
  measure: (kept: Keeper) => Promise<Measured>,
): Promise<Recorded<Measured>> {
  const releaseRoom = reserveRoom(folder);
  const samples = openSamples(folder);
  const kept = keepLaunches(samples, progress);
  leftOut.forEach(kept.skip);
  const measured = await measure(kept).finally(() => {
    progress.end();
    releaseRoom();
  });
  const closed = samples.close();
  const { launches, skips } = kept;
  if (launches.length > 0) return { measured, stored: { launches, skips, samples: closed } };
  samples.discard();
  return { measured, stored: null };
}
