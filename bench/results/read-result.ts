// SPDX-License-Identifier: Apache-2.0
// Reads a stored result and believes nothing: not its version, not its shape, not its samples.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { projectRoot } from '../project-root.ts';
import type { Result } from './result.ts';
import { resultSchemaName, resultVersion } from './result.ts';
import { resultFile } from './run-folder.ts';
import { hashSamples } from './samples-reader.ts';
import { StoredRunError } from './stored-run-error.ts';

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
  return checkResult(parseJson(path), path);
}

/** `path` only words the errors. */
export function checkResult(value: unknown, path: string): Result {
  checkVersion(value, path);
  const validate = makeValidator();
  if (validate(value)) return value as Result;
  const first = validate.errors?.[0];
  const where = first?.instancePath === '' ? 'its top' : (first?.instancePath ?? 'its top');
  throw new StoredRunError(`${path}: not a valid result: ${where} ${first?.message ?? 'is wrong'} (docs/results-schema.md)`);
}

function parseJson(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'error';
    throw new StoredRunError(`${path}: cannot be read (${code}); name the folder of a run`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new StoredRunError(`${path}: not JSON (cut off, or edited by hand?); copy it again from where it was made`);
  }
}

function checkVersion(value: unknown, path: string): void {
  const { schema, version } = (value ?? {}) as { schema?: unknown; version?: unknown };
  if (schema !== resultSchemaName) {
    throw new StoredRunError(`${path}: not a result of this benchmark ("schema" is not "${resultSchemaName}")`);
  }
  if (version === resultVersion) return;
  const found = version === undefined ? 'missing' : JSON.stringify(version);
  throw new StoredRunError(
    `${path}: version ${found.slice(0, 40)} of the result's format, this program reads version ${String(resultVersion)}; use the release that wrote it`,
  );
}

function makeValidator(): ReturnType<Ajv2020['compile']> {
  const schema = readFileSync(join(projectRoot, 'docs', 'result.schema.json'), 'utf8');
  return new Ajv2020({ allErrors: false, strictTypes: false }).compile(JSON.parse(schema) as object);
}
