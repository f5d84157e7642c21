// SPDX-License-Identifier: Apache-2.0
// `report --compare A B …`: several stored runs on one page. Refused, with exit code 2, where nothing in them was
// measured alike, or where two are the same run.

import {
  buildComparison,
  judgeComparability,
  lettersOf,
  mostRuns,
  nameRuns,
  whatDiffers,
} from '../../reports/compare/index.ts';
import type { ComparedRun } from '../../reports/compare/index.ts';
import { readRun } from '../results/read-result.ts';
import { makeRunFolder } from '../results/run-folder.ts';
import { UsageError } from '../usage-error.ts';
import { writeReportFiles } from './write-report-files.ts';

export interface WrittenComparison {
  readonly files: readonly string[];
  readonly summary: string;
}

export async function compareReport(
  folders: readonly string[],
  out: string | undefined,
): Promise<WrittenComparison> {
  if (folders.length < 2) throw new UsageError('--compare: name two runs or more: --compare A B --out DIR');
  if (folders.length > mostRuns) {
    throw new UsageError(
      `--compare: ${String(folders.length)} runs are too many, at most ${String(mostRuns)}`,
    );
  }
  if (out === undefined) throw new UsageError('--compare: say where to put it: --out DIR, a new folder');
  const stored = [];
  for (const folder of folders) stored.push({ folder, result: await readRun(folder) });
  const runs = nameRuns(stored);
  refuseTwins(runs);
  const { cells, unequal } = judgeComparability(runs);
  if (cells.length === 0) throw new UsageError(nothingAlike(unequal));
  const files = await buildComparison(runs);
  const { path } = makeRunFolder(out, '');
  return { files: writeReportFiles(files, path), summary: summaryOf(runs, cells.length, unequal.length) };
}

function refuseTwins(runs: readonly ComparedRun[]): void {
  const seen = new Map<string, string>();
  for (const { folder, result } of runs) {
    const { sha256 } = result.samples;
    const twin = seen.get(sha256);
    if (twin !== undefined) {
      throw new UsageError(`--compare: ${twin} and ${folder} hold the same run; name different ones`);
    }
    seen.set(sha256, folder);
  }
}

type Unequal = ReturnType<typeof judgeComparability>['unequal'];

function nothingAlike(unequal: Unequal): string {
  const [first] = unequal;
  const why = first === undefined ? 'they hold no numbers' : `${first.scenario}: ${first.reason}`;
  return `--compare: nothing in these runs was measured alike: ${why}; compare runs of the same scenarios and placements`;
}

function summaryOf(runs: readonly ComparedRun[], alike: number, unequal: number): string {
  const differing = whatDiffers(runs);
  return [
    ...runs.map(({ letter, folder }) => `${letter}: ${folder}`),
    differing.length === 0
      ? 'Of what the runs recorded, nothing differs.'
      : `What differs between ${lettersOf(runs)}: ${differing.map(({ what }) => what).join(', ')}.`,
    `Side by side: ${String(alike)}; left out, with the reason on the page: ${String(unequal)}.`,
  ].join('\n');
}
