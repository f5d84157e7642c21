// SPDX-License-Identifier: Apache-2.0
// Reads a stored result and believes nothing: not its version, not its shape, not its samples.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findContradiction } from './contradictions-of-result.ts';
import { findImpossible } from './impossible.ts';
import type { KeptSamples } from './kept-samples.ts';
import { findKeptScenarios, proveKeptSamples } from './kept-samples.ts';
import type { Result } from './result.ts';
import { resultSchemaName, resultVersion } from './result.ts';
import { packedResultFile, resultFile, samplesFile } from './run-folder.ts';
import { hashFile, hashSamples } from './samples-reader.ts';
import type { Format } from './stored-json.ts';
import { checkFormat, findSchemaError, readStoredJson } from './stored-json.ts';
import { StoredRunError } from './stored-run-error.ts';

const format: Format = { what: 'result', schema: resultSchemaName, version: resultVersion };

export interface StoredRun {
  readonly result: Result;
  /** What is here of its samples; null: all of them. */
  readonly kept: readonly KeptSamples[] | null;
}

/** The result of a run's folder, and its samples proven to be ones it was made from: all of them, or those that a kept
 * result has. */
export async function readStoredRun(folder: string): Promise<StoredRun> {
  const result = readResult(folder);
  const scenarios = existsSync(join(folder, samplesFile)) ? [] : findKeptScenarios(folder, result);
  if (scenarios.length === 0) return { result: await provenWhole(folder, result), kept: null };
  const kept = [];
  for (const scenario of scenarios) kept.push(await proveKeptSamples(folder, result, scenario));
  return { result, kept };
}

export async function readRun(folder: string): Promise<Result> {
  return (await readStoredRun(folder)).result;
}

async function provenWhole(folder: string, result: Result): Promise<Result> {
  const sha256 = await hashSamples(folder);
  if (sha256 !== result.samples.sha256) {
    throw new StoredRunError(
      `${join(folder, result.samples.file)}: these are not the samples of this result (sha256 ${sha256.slice(0, 12)}…, expected ${result.samples.sha256.slice(0, 12)}…); copy both files again`,
    );
  }
  await proveHandovers(folder, result);
  return result;
}

async function proveHandovers(folder: string, { handovers }: Result): Promise<void> {
  if (handovers === undefined) return;
  const path = join(folder, handovers.samples.file);
  if ((await hashFile(path)) === handovers.samples.sha256) return;
  throw new StoredRunError(`${path}: these are not the handovers of this result; copy both files again`);
}

export function readResult(folder: string): Result {
  const name = [resultFile, packedResultFile].find((file) => existsSync(join(folder, file))) ?? resultFile;
  const path = join(folder, name);
  return checkResult(readStoredJson(path), path);
}

/** `path` only words the errors. */
export function checkResult(value: unknown, path: string): Result {
  checkFormat(value, path, format);
  const wrong =
    findSchemaError(value, 'result.schema.json', []) ??
    findImpossible(value) ??
    findContradiction(value as Result);
  if (wrong === null) return value as Result;
  throw new StoredRunError(`${path}: not a valid result: ${wrong} (docs/results-schema.md)`);
}
