// SPDX-License-Identifier: Apache-2.0
// The sample log as plain numbers, without a loss. The stamps themselves may exceed 2^53, their
// differences do not; and small differences make the stored run a third as large.

import type { InstantColumn, LaunchSamples } from '../results/result.ts';
import { instants } from '../results/result.ts';

export type LogColumns = Readonly<Record<InstantColumn, BigUint64Array>>;

export function toLaunchSamples(
  columns: LogColumns,
  { warmup, count }: { readonly warmup: number; readonly count: number },
): LaunchSamples {
  const { start } = columns;
  const epoch = firstStamp(start) ?? firstStamp(columns.holding) ?? firstStamp(columns.due) ?? 0n;
  const before = previousStarts(start, epoch);
  const own = Array.from(start, (stamp, i) => (stamp === 0n ? before[i] : stamp) ?? epoch);
  const stored: Partial<Record<InstantColumn, (number | null)[]>> = {};
  for (const instant of instants) {
    const column = columns[instant];
    if (column.every((stamp) => stamp === 0n)) continue;
    const zeros = isDuration(instant) ? [] : instant === 'start' ? before : own;
    stored[instant] = Array.from(column, (stamp, i) =>
      stamp === 0n ? null : Number(stamp - (zeros[i] ?? 0n)),
    );
  }
  return { epoch_ns: epoch.toString(), warmup, count, columns: stored };
}

function firstStamp(column: BigUint64Array): bigint | undefined {
  return column.find((stamp) => stamp !== 0n);
}

/** For each sample the last start that was stamped before it; the epoch for the first. */
function previousStarts(start: BigUint64Array, epoch: bigint): bigint[] {
  let last = epoch;
  return Array.from(start, (stamp) => {
    const previous = last;
    if (stamp !== 0n) last = stamp;
    return previous;
  });
}

/** The two CPU columns hold durations, not instants. */
function isDuration(instant: InstantColumn): boolean {
  return instant === 'donor_cpu' || instant === 'receiver_cpu';
}
