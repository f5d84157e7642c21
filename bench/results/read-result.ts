// SPDX-License-Identifier: Apache-2.0
// Reads a stored result and believes nothing: not its version, not its shape, not its samples.

import { join } from 'node:path';
import { findContradiction } from './contradictions-of-result.ts';
import { findImpossible } from './impossible.ts';
import type { Result } from './result.ts';
import { resultSchemaName, resultVersion } from './result.ts';
import { resultFile } from './run-folder.ts';
import { hashSamples } from './samples-reader.ts';
import type { Format } from './stored-json.ts';
import { checkFormat, findSchemaError, readStoredJson } from './stored-json.ts';
import { StoredRunError } from './stored-run-error.ts';

const format: Format = { what: 'result', schema: resultSchemaName, version: resultVersion };

/** The result of a run's folder, and its samples proven to be the ones it was made from. */
export async function readRun(folder: string): Promise<Result> {
  const result = readResult(folder);
  const sha256 = await hashSamples(folder);
  if (sha256 !== result.samples.sha256) {
    throw new StoredRunError(
      `${join(folder, result.samples.file)}: these are not the samples of this result (sha256 ${sha256.slice(0, 12)}…, expected ${result.samples.sha256.slice(0, 12)}…); copy both files again`,
    );
  }
  return result;
}

export function readResult(folder: string): Result {
  const path = join(folder, resultFile);
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
