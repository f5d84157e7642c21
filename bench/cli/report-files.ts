// SPDX-License-Identifier: Apache-2.0
// The report of a stored run: distributions out of its samples, then the files of reports/.

import { buildReport, ecdfKnots, headlineScenario } from '../../reports/index.ts';
import type { Distribution, Knot } from '../../reports/index.ts';
import { makeRandom } from '../plan/random.ts';
import type { Result } from '../results/result.ts';
import { readSamples } from '../results/samples-reader.ts';
import { bandResamples, ecdfBands } from '../stats/ecdf-band.ts';
import { intervalLevel } from '../stats/estimate.ts';
import { poolDurations } from '../stats/pooled-durations.ts';
import type { PooledDurations } from '../stats/pooled-durations.ts';
import { writeReportFiles } from './write-report-files.ts';

/** Writes every file of the report into `out`; answers with their paths. */
export async function writeReport(result: Result, folder: string, out: string): Promise<string[]> {
  const distributions = await readDistributions(result, folder);
  const files = await buildReport({ result, distributions });
  return writeReportFiles(files, out);
}

async function readDistributions(result: Result, folder: string): Promise<Distribution[]> {
  const pool = poolDurations(result.scenarios);
  for await (const record of readSamples(folder)) pool.add(record);
  return pool.groups().map((group): Distribution => {
    const { scenario, placement, point, arm, launches, durations } = group;
    const knots = ecdfKnots(durations);
    // Only its distributions are drawn with a band.
    const isBanded = scenario === headlineScenario;
    return {
      scenario,
      placement,
      point,
      arm,
      n: durations.length,
      launches,
      knots: isBanded ? withBands(knots, group, result.run.seed) : knots,
    };
  });
}

function withBands(
  knots: readonly Knot[],
  { scenario, placement, point, arm, blocks }: PooledDurations,
  seed: number,
): readonly Knot[] {
  const bands = ecdfBands(
    blocks,
    knots.map((knot) => knot.ns),
    {
      resamples: bandResamples,
      level: intervalLevel,
      random: makeRandom(seed, JSON.stringify(['ecdf-band', scenario, placement, point, arm])),
    },
  );
  return knots.map((knot, index) => {
    const band = bands?.[index];
    return band === undefined ? knot : { ...knot, band };
  });
}
