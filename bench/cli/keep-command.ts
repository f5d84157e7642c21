// SPDX-License-Identifier: Apache-2.0
// `keep DIR --out DIR`: a kept result, small enough for a repository: result.json packed, and of the samples those that
// the article draws from. docs/decisions/0012-what-is-published.md

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { headlineScenario } from '../../reports/index.ts';
import { readStoredRun } from '../results/read-result.ts';
import { keptSamplesFile, makeRunFolder, packedResultFile, resultFile } from '../results/run-folder.ts';
import { readSamples } from '../results/samples-reader.ts';
import { packLaunch } from '../results/samples-writer.ts';
import { writeWholeFile } from '../results/write-result.ts';
import { UsageError, exitCodes } from '../usage-error.ts';
import type { Terminal } from './terminal.ts';

export interface KeepOptions {
  readonly out: string;
}

/** Answers with the exit code. */
export async function keepCommand(folder: string, { out }: KeepOptions, terminal: Terminal): Promise<number> {
  const { kept } = await readStoredRun(folder);
  if (kept !== null) throw new UsageError(`keep: ${folder} is a kept result already; copy it as it is`);
  const members = await membersOf(folder, headlineScenario);
  if (members.length === 0) {
    throw new UsageError(
      `keep: ${folder} has no launch of ${headlineScenario}, from which an article draws its samples; name a run that has`,
    );
  }
  const { path } = makeRunFolder(out, '');
  writeWholeFile(join(path, keptSamplesFile(headlineScenario)), Buffer.concat(members));
  const result = readFileSync(join(folder, resultFile));
  writeWholeFile(join(path, packedResultFile), gzipSync(result, { level: 9 }));
  terminal.out(
    `Kept in ${path}: the result, and the samples of ${String(members.length)} launches of ${headlineScenario}.\nIts report: fd-handover report ${path}\n`,
  );
  return exitCodes.done;
}

/** The lines of one scenario, each packed for itself as in the whole file. */
async function membersOf(folder: string, scenario: string): Promise<Buffer[]> {
  const members: Buffer[] = [];
  for await (const record of readSamples(folder)) {
    if (record.scenario === scenario) members.push(packLaunch(record));
  }
  return members;
}
