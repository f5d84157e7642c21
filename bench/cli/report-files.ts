// SPDX-License-Identifier: Apache-2.0
// The report of a stored run: what its samples give, then the files of reports/.

import { join } from 'node:path';
import { buildReport, ecdfKnots, headlineScenario, withFrontMatter } from '../../reports/index.ts';
import type { Distribution, Knot, ReportInput } from '../../reports/index.ts';
import { makeRandom } from '../plan/random.ts';
import type { KeptSamples } from '../results/kept-samples.ts';
import type { LaunchRecord, Result } from '../results/result.ts';
import { readLaunches, readSamples } from '../results/samples-reader.ts';
import { bandResamples, ecdfBands } from '../stats/ecdf-band.ts';
import { intervalLevel } from '../stats/estimate.ts';
import { poolInstants } from '../stats/instant-times.ts';
import { poolDurations } from '../stats/pooled-durations.ts';
import type { PooledDurations } from '../stats/pooled-durations.ts';
import { cardFile, pictureFiles } from './picture-files.ts';
import type { Rasterise } from './rasteriser.ts';
import { writeReportFiles } from './write-report-files.ts';

export interface ReportExtras {
  readonly hasFrontMatter?: boolean;
  /** What is in the folder instead of all samples; null: all are. */
  readonly kept?: readonly KeptSamples[] | null;
  /** Draws the charts and the card as PNG too. */
  readonly rasterise?: Rasterise | undefined;
}

/** Writes every file of the report into `out`; answers with their paths. */
export async function writeReport(
  result: Result,
  folder: string,
  out: string,
  { hasFrontMatter = false, kept = null, rasterise }: ReportExtras = {},
): Promise<string[]> {
  const ofSamples = await readOfSamples(result, folder, kept);
  const files = await buildReport({ result, ...ofSamples, ...(kept !== null && { kept }) });
  const pictures = rasterise === undefined ? [] : pictureFiles(files, result, rasterise);
  const image = rasterise === undefined ? undefined : cardFile;
  const pages = hasFrontMatter ? withFrontMatter(files, result, image) : files;
  return writeReportFiles([...pages, ...pictures], out);
}

/** What a report is made from beside the result: its samples are read once for everything. */
export async function readOfSamples(
  result: Result,
  folder: string,
  kept: readonly KeptSamples[] | null,
): Promise<Pick<ReportInput, 'distributions' | 'instantTimes'>> {
  const durations = poolDurations(result.scenarios);
  const instants = poolInstants(headlineScenario);
  for await (const record of launchesOf(folder, kept)) {
    durations.add(record);
    instants.add(record);
  }
  return {
    distributions: distributionsOf(durations.groups(), result.run.seed),
    instantTimes: instants.times(),
  };
}

/** Those that charts draw: the samples are many, and parsing costs. */
async function* launchesOf(
  folder: string,
  kept: readonly KeptSamples[] | null,
): AsyncGenerator<LaunchRecord> {
  if (kept === null) yield* readSamples(folder, headlineScenario);
  for (const { scenario, file } of kept ?? []) {
    if (scenario === headlineScenario) yield* readLaunches(join(folder, file));
  }
}

function distributionsOf(groups: readonly PooledDurations[], seed: number): Distribution[] {
  return groups.map((group): Distribution => {
    const { scenario, placement, point, arm, launches, durations } = group;
    return {
      scenario,
      placement,
      point,
      arm,
      n: durations.length,
      launches,
      knots: withBands(ecdfKnots(durations), group, seed),
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
