// SPDX-License-Identifier: Apache-2.0
// Reads a stored gate and believes nothing: not its version, not its shape, not its samples.

import { join } from 'node:path';
import type { GateResult } from './gate-result.ts';
import { gateSchemaName, gateVersion } from './gate-result.ts';
import { findImpossible } from './impossible.ts';
import { gateFile } from './run-folder.ts';
import { hashSamples } from './samples-reader.ts';
import type { Format } from './stored-json.ts';
import { checkFormat, findSchemaError, readStoredJson } from './stored-json.ts';
import { StoredRunError } from './stored-run-error.ts';

const format: Format = { what: 'gate', schema: gateSchemaName, version: gateVersion };

/** The gate of a folder, and its samples proven to be the ones it was made from. */
export async function readGate(folder: string): Promise<GateResult> {
  const gate = readGateResult(folder);
  const sha256 = await hashSamples(folder);
  if (sha256 === gate.samples.sha256) return gate;
  throw new StoredRunError(
    `${join(folder, gate.samples.file)}: these are not the samples of this gate (sha256 ${sha256.slice(0, 12)}…, expected ${gate.samples.sha256.slice(0, 12)}…); copy both files again`,
  );
}

export function readGateResult(folder: string): GateResult {
  const path = join(folder, gateFile);
  return checkGate(readStoredJson(path), path);
}

/** `path` only words the errors. */
export function checkGate(value: unknown, path: string): GateResult {
  checkFormat(value, path, format);
  const wrong =
    findSchemaError(value, 'gate.schema.json', ['result.schema.json']) ??
    findImpossible(value) ??
    findContradiction(value);
  if (wrong === null) return value as GateResult;
  throw new StoredRunError(`${path}: not a valid gate: ${wrong} (docs/gate.schema.json)`);
}

/** What no schema can say: a report of such a file would tell a verdict that nothing in it supports. */
function findContradiction(value: unknown): string | null {
  const { verdict, advisory, endpoints, skips } = value as GateResult;
  if (advisory && verdict === 'FAIL') return 'it is advisory and its verdict is FAIL';
  const own = endpoints.map((endpoint) => endpoint.verdict);
  if (endpoints.length === 0 && verdict !== 'INVALID') return `its verdict is ${verdict}, of nothing`;
  const isLeftOut = verdict === 'INVALID' && skips.length > 0;
  if (endpoints.length > 0 && !own.includes(verdict) && !isLeftOut) return `its verdict is ${verdict} and no endpoint's is`;
  const isWhole = verdict !== 'PASS' || own.every((one) => one === 'PASS');
  return isWhole ? null : 'its verdict is PASS and not every endpoint passes';
}
