// SPDX-License-Identifier: Apache-2.0
// The report of a stored run: distributions out of its samples, then the files of reports/.

import { buildReport, ecdfKnots, withFrontMatter } from '../../reports/index.ts';
import type { Distribution } from '../../reports/index.ts';
import type { Result } from '../results/result.ts';
import { readSamples } from '../results/samples-reader.ts';
import { poolDurations } from '../stats/pooled-durations.ts';
import { writeReportFiles } from './write-report-files.ts';

/** Writes every file of the report into `out`; answers with their paths. */
export async function writeReport(
  result: Result,
  folder: string,
  out: string,
  { hasFrontMatter = false }: { readonly hasFrontMatter?: boolean } = {},
): Promise<string[]> {
  const distributions = await readDistributions(result, folder);
  const files = await buildReport({ result, distributions });
  return writeReportFiles(hasFrontMatter ? withFrontMatter(files, result) : files, out);
}

async function readDistributions(result: Result, folder: string): Promise<Distribution[]> {
  const pool = poolDurations(result.scenarios);
  for await (const record of readSamples(folder)) pool.add(record);
  return pool.groups().map(({ durations, ...group }) => ({
    ...group,
    n: durations.length,
    knots: ecdfKnots(durations),
  }));
}
