// SPDX-License-Identifier: Apache-2.0
// Files of a run appear whole or not at all: written beside their place, then renamed into it.

import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeFolder } from './make-folder.ts';
import { explainWriteError } from './out-of-space.ts';
import type { Calibration } from './calibration.ts';
import type { GateResult } from './gate-result.ts';
import type { Result } from './result.ts';
import { calibrationFile, gateFile, resultFile } from './run-folder.ts';

export function writeResult(folder: string, result: Result): void {
  writeWholeFile(join(folder, resultFile), `${JSON.stringify(result, null, 1)}\n`);
}

export function writeGate(folder: string, gate: GateResult): void {
  writeWholeFile(join(folder, gateFile), `${JSON.stringify(gate, null, 1)}\n`);
}

export function writeCalibration(folder: string, calibration: Calibration): void {
  writeWholeFile(join(folder, calibrationFile), `${JSON.stringify(calibration, null, 1)}\n`);
}

export function writeWholeFile(path: string, content: string): void {
  const temporary = `${path}.${String(process.pid)}.part`;
  try {
    makeFolder(dirname(path));
    writeFileSync(temporary, content, { flag: 'wx' });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw explainWriteError(error, path);
  }
}
