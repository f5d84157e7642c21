// SPDX-License-Identifier: Apache-2.0
// JSON files that somebody stored: read, and held against their schema. Each complaint says where it is wrong and what
// to do next.

import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { projectRoot } from '../project-root.ts';
import { StoredRunError } from './stored-run-error.ts';

export function readStoredJson(path: string): unknown {
  let stored: Buffer;
  try {
    refuseSize(path);
    stored = readFileSync(path);
  } catch (error) {
    if (error instanceof StoredRunError) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? 'error';
    throw new StoredRunError(`${path}: cannot be read (${code}); name the folder of a run, a gate or a calibration`);
  }
  try {
    return JSON.parse(path.endsWith('.gz') ? unpack(stored) : stored.toString('utf8'));
  } catch {
    throw new StoredRunError(
      `${path}: not JSON (cut off, or edited by hand?); copy it again from where it was made`,
    );
  }
}

/** A full run has some megabytes. */
const mostBytes = 128 * 1024 ** 2;

/** Before it is in memory. What is no file (a pipe, a device) may have no end. */
function refuseSize(path: string): void {
  const stats = statSync(path);
  if (stats.isDirectory() || (stats.isFile() && stats.size <= mostBytes)) return;
  const what = stats.isFile() ? `${String(stats.size)} bytes long` : 'not a file';
  throw new StoredRunError(`${path}: ${what}; a stored run, gate or calibration is a file of at most ${String(mostBytes)} bytes`);
}

/** What unpacks to more is as refused as what is longer. */
function unpack(stored: Buffer): string {
  return gunzipSync(stored, { maxOutputLength: mostBytes }).toString('utf8');
}

/** A kind of stored file: what "schema" and "version" must say in it. */
export interface Format {
  readonly what: 'result' | 'gate' | 'calibration';
  readonly schema: string;
  readonly version: number;
}

/** Before anything else: what another program or release wrote cannot be held against this one's schema. */
export function checkFormat(value: unknown, path: string, format: Format): void {
  const { schema, version } = (value ?? {}) as { schema?: unknown; version?: unknown };
  if (schema !== format.schema) {
    throw new StoredRunError(`${path}: not a ${format.what} of this benchmark ("schema" is not "${format.schema}")`);
  }
  if (version === format.version) return;
  const found = version === undefined ? 'missing' : JSON.stringify(version);
  throw new StoredRunError(
    `${path}: version ${found.slice(0, 40)} of the ${format.what}'s format, this program reads version ${String(format.version)}; use the release that wrote it`,
  );
}

/** What is wrong first, or null. `others`: schemas that this one refers to. All lie in docs/. */
export function findSchemaError(value: unknown, schema: string, others: readonly string[]): string | null {
  const validate = validators.get(schema) ?? compile(schema, others);
  validators.set(schema, validate);
  if (validate(value)) return null;
  const first = validate.errors?.[0];
  const where = first?.instancePath === '' ? 'its top' : (first?.instancePath ?? 'its top');
  return `${where} ${first?.message ?? 'is wrong'}`;
}

/** Compiling takes longer than checking, and a comparison reads several results. */
const validators = new Map<string, ValidateFunction>();

function compile(schema: string, others: readonly string[]): ValidateFunction {
  const ajv = new Ajv2020({ allErrors: false, strictTypes: false });
  for (const other of others) ajv.addSchema(readSchema(other), other);
  return ajv.compile(readSchema(schema));
}

function readSchema(name: string): object {
  return JSON.parse(readFileSync(join(projectRoot, 'docs', name), 'utf8')) as object;
}
