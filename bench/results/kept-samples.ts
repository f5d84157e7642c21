// SPDX-License-Identifier: Apache-2.0
// A kept result has the samples of some scenarios only, so the sha256 of the whole file proves nothing. They are proven by
// what they give: each launch's numbers come out again as result.json states them, none missing, none more, in order.
// docs/decisions/0012-what-is-published.md

import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Scenario } from '../../scenarios/scenario.ts';
import { summariseLaunch } from '../stats/launch-summary.ts';
import type { Bytes } from '../units.ts';
import type { LaunchRecord, LaunchSummary, Result } from './result.ts';
import { keptSamplesFile } from './run-folder.ts';
import { hashFile, readLaunches } from './samples-reader.ts';
import { StoredRunError } from './stored-run-error.ts';

export interface KeptSamples {
  readonly scenario: string;
  readonly file: string;
  readonly sha256: string;
  readonly bytes: Bytes;
  readonly launches: number;
}

/** Ids from a result are anybody's text: only one that cannot leave the folder becomes a file's name. */
const fileNamePart = /^[a-z0-9-]+$/;

/** Scenarios of the result whose samples lie in the folder. */
export function findKeptScenarios(folder: string, result: Result): readonly Scenario[] {
  return result.scenarios.filter(
    ({ id }) => fileNamePart.test(id) && existsSync(join(folder, keptSamplesFile(id))),
  );
}

/** Throws where they are not the samples of this result, and says which launch. */
export async function proveKeptSamples(
  folder: string,
  { launches }: Pick<Result, 'launches'>,
  scenario: Scenario,
): Promise<KeptSamples> {
  const file = keptSamplesFile(scenario.id);
  const path = join(folder, file);
  const stated = launches.filter((launch) => launch.scenario === scenario.id);
  let count = 0;
  for await (const record of readLaunches(path)) {
    const wrong = findDifference(record, stated[count], scenario);
    count += 1;
    if (wrong !== null) throw notOfThisResult(path, `line ${String(count)}: ${wrong}`);
  }
  const missing = stated[count];
  if (missing !== undefined) {
    throw notOfThisResult(path, `it ends before launch ${String(missing.launch)}`);
  }
  const { size } = statSync(path);
  return { scenario: scenario.id, file, sha256: await hashFile(path), bytes: size, launches: count };
}

function findDifference(
  record: LaunchRecord,
  stated: LaunchSummary | undefined,
  { interval }: Scenario,
): string | null {
  if (stated === undefined) return 'a launch more than the result has';
  const found = summarise(record, interval);
  if (found === null) return 'not the record of a launch';
  if (found.launch !== stated.launch) {
    return `launch ${String(found.launch)}, where the result has launch ${String(stated.launch)}`;
  }
  const keys = [...new Set([...Object.keys(stated), ...Object.keys(found)])] as (keyof LaunchSummary)[];
  const differing = keys.find((key) => JSON.stringify(found[key]) !== JSON.stringify(stated[key]));
  return differing === undefined
    ? null
    : `launch ${String(stated.launch)} gives another "${differing}" than the result states`;
}

/** null for what only looks like JSON of ours. */
function summarise(record: LaunchRecord, interval: Scenario['interval']): LaunchSummary | null {
  try {
    return summariseLaunch(record, interval);
  } catch {
    return null;
  }
}

function notOfThisResult(path: string, what: string): StoredRunError {
  return new StoredRunError(
    `${path}: these are not the samples of this result (${what}); copy both files again`,
  );
}
