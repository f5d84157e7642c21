// SPDX-License-Identifier: Apache-2.0
// JSON files that somebody stored: read, and held against their schema. Each complaint says where it is wrong and what
// to do next.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { projectRoot } from '../project-root.ts';
import { StoredRunError } from './stored-run-error.ts';

export function readStoredJson(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'error';
    throw new StoredRunError(`${path}: cannot be read (${code}); name the folder of a run or a gate`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new StoredRunError(
      `${path}: not JSON (cut off, or edited by hand?); copy it again from where it was made`,
    );
  }
}

/** What is wrong first, or null. `others`: schemas that this one refers to. All lie in docs/. */
export function findSchemaError(value: unknown, schema: string, others: readonly string[]): string | null {
  const ajv = new Ajv2020({ allErrors: false, strictTypes: false });
  for (const other of others) ajv.addSchema(readSchema(other), other);
  const validate = ajv.compile(readSchema(schema));
  if (validate(value)) return null;
  const first = validate.errors?.[0];
  const where = first?.instancePath === '' ? 'its top' : (first?.instancePath ?? 'its top');
  return `${where} ${first?.message ?? 'is wrong'}`;
}

function readSchema(name: string): object {
  return JSON.parse(readFileSync(join(projectRoot, 'docs', name), 'utf8')) as object;
}
