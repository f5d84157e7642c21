// SPDX-License-Identifier: Apache-2.0
// Reads a stored calibration and believes nothing: not its version, not its shape, not that its counts agree.

import { join } from 'node:path';
import type { Calibration, EndpointCalibration } from './calibration.ts';
import { calibrationSchemaName, calibrationVersion } from './calibration.ts';
import { findImpossible } from './impossible.ts';
import { calibrationFile } from './run-folder.ts';
import type { Format } from './stored-json.ts';
import { checkFormat, findSchemaError, readStoredJson } from './stored-json.ts';
import { StoredRunError } from './stored-run-error.ts';

const format: Format = { what: 'calibration', schema: calibrationSchemaName, version: calibrationVersion };

export function readCalibration(folder: string): Calibration {
  const path = join(folder, calibrationFile);
  return checkCalibration(readStoredJson(path), path);
}

/** `path` only words the errors. */
export function checkCalibration(value: unknown, path: string): Calibration {
  checkFormat(value, path, format);
  const schemas = ['result.schema.json', 'gate.schema.json'];
  const wrong =
    findSchemaError(value, 'calibration.schema.json', schemas) ?? findImpossible(value) ?? findContradiction(value);
  if (wrong === null) return value as Calibration;
  throw new StoredRunError(`${path}: not a valid calibration: ${wrong} (docs/calibration.schema.json)`);
}

/** What no schema can say: a machine must not look better than its own gates. */
function findContradiction(value: unknown): string | null {
  const { endpoints } = value as Calibration;
  for (const one of endpoints) {
    const wrong = contradictionOf(one);
    if (wrong !== null) return `${one.endpoint.id}: ${wrong}`;
  }
  return null;
}

function contradictionOf({ falseAlarms, verdicts, curve }: EndpointCalibration): string | null {
  const { count, trials, lo, hi } = falseAlarms;
  const { PASS, FAIL, INCONCLUSIVE, INVALID } = verdicts;
  if (count !== FAIL) return `${String(count)} false alarms, but ${String(FAIL)} gates failed`;
  const gates = PASS + FAIL + INCONCLUSIVE + INVALID;
  if (trials !== gates) return `${String(trials)} gates were run, but ${String(gates)} have a verdict`;
  const share = trials === 0 ? 0 : count / trials;
  if (lo > share || hi < share) return 'the bounds of its false alarms do not hold their share';
  const crooked = curve.find(({ fail, pass, inconclusive }) => Math.abs(fail + pass + inconclusive - 1) > 1e-6);
  if (crooked !== undefined) return `its shares at ${String(crooked.slowdown)} do not add up to 1`;
  const isRising = curve.every(({ slowdown }, i) => slowdown > (curve[i - 1]?.slowdown ?? -1));
  return isRising ? null : 'its curve is not in the order of slowdowns';
}
