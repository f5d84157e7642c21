// SPDX-License-Identifier: Apache-2.0
// The slowest of a thousand of each arm, counted off in the stored samples; its interval is the report's own.

import { join } from 'node:path';
import type { KeptSamples } from '../../bench/results/kept-samples.ts';
import type { Result, Row } from '../../bench/results/result.ts';
import { readLaunches } from '../../bench/results/samples-reader.ts';
import { poolDurations } from '../../bench/stats/pooled-durations.ts';
import { readOfSamples } from '../../bench/cli/report-files.ts';
import { pooledPercentile } from '../../reports/pooled-percentile.ts';
import { kinds } from './forms.ts';

/** Figures of a row by the columns of the table that has them; none of an arm without samples. */
export type TailForms = (row: Row) => Readonly<Record<string, readonly string[]>>;

export async function readTails(
  result: Result,
  folder: string,
  kept: readonly KeptSamples[],
): Promise<TailForms> {
  const [{ distributions }, pool] = [
    await readOfSamples(result, folder, kept),
    poolDurations(result.scenarios),
  ];
  for (const { file } of kept) for await (const launch of readLaunches(join(folder, file))) pool.add(launch);
  const isOf =
    (row: Row) =>
    (one: Pick<Row, 'scenario' | 'placement' | 'arm' | 'point'>): boolean =>
      one.scenario === row.scenario &&
      one.placement === row.placement &&
      one.arm === row.arm &&
      one.point === row.point;
  const groups = pool.groups();
  return (row) => {
    const [samples, drawn] = [groups.find(isOf(row)), distributions.find(isOf(row))];
    if (samples === undefined || drawn === undefined) return {};
    const { durations, launches } = samples;
    const sorted = Float64Array.from(durations).sort();
    const slow = sorted[Math.ceil(sorted.length * 0.999) - 1] ?? Number.NaN;
    const interval = pooledPercentile(drawn, 0.999)?.interval ?? null;
    const bounds = interval === null ? [] : [interval.lo, interval.hi];
    return {
      'p99.9': [...kinds.duration(slow), ...bounds.flatMap(kinds.durationBound), '98 %'],
      samples: kinds.count(sorted.length),
      launches: kinds.count(launches),
    };
  };
}
