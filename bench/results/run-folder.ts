// SPDX-License-Identifier: Apache-2.0
// Where a run's files go. Refused before anything starts: a place that is taken, or cannot be
// written to.

import { accessSync, constants, existsSync, rmdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UsageError } from '../usage-error.ts';
import { makeFolder } from './make-folder.ts';

export const resultFile = 'result.json';
/** Instead of it, in a kept result. */
export const packedResultFile = 'result.json.gz';
export const gateFile = 'gate.json';
export const calibrationFile = 'calibration.json';
/** The page of runs side by side: reports/compare. */
export const comparisonFile = 'comparison.html';
export const samplesFile = 'samples.ndjson.gz';
/** Of live handovers. */
export const handoversFile = 'handovers.ndjson.gz';

/** Of one scenario, in a kept result. */
export function keptSamplesFile(scenario: string): string {
  return `samples-of-${scenario}.ndjson.gz`;
}

export interface RunFolder {
  readonly path: string;
  /** Removes the folder again if this run made it and it is still empty. */
  readonly discardIfEmpty: () => void;
}

/** "20260102T030405Z-1a2b3c": sorts by time, unique by its random part. */
export function makeRunId(startedAt: Date, randomPart: string): string {
  return `${startedAt.toISOString().replace(/[-:]|\.\d+/g, '')}-${randomPart}`;
}

/** Makes the folder, or takes an existing one that holds no result yet. */
export function makeRunFolder(out: string | null, runId: string): RunFolder {
  const path = resolve(out ?? join('results', runId));
  const isNew = !existsSync(path);
  if (!isNew) refuseIfTaken(path);
  try {
    makeFolder(path);
    accessSync(path, constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'error';
    throw new UsageError(`--out: cannot write to ${path} (${code}); choose a folder that you may write to`);
  }
  return {
    path,
    discardIfEmpty: () => {
      if (isNew) removeEmpty(path);
    },
  };
}

function refuseIfTaken(path: string): void {
  if (!statSync(path).isDirectory()) {
    throw new UsageError(`--out: ${path} is not a folder; name a new one, or one without a result`);
  }
  const taken = [resultFile, packedResultFile, gateFile, calibrationFile, comparisonFile, samplesFile, handoversFile].find(
    (file) => existsSync(join(path, file)),
  );
  if (taken !== undefined) {
    throw new UsageError(`--out: ${path} already holds ${taken}; name a new folder, or remove that one first`);
  }
}

function removeEmpty(path: string): void {
  try {
    rmdirSync(path);
  } catch {
    // Not empty: somebody's files, or what this run kept.
  }
}
