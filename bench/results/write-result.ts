// SPDX-License-Identifier: Apache-2.0
// Files of a run appear whole or not at all: written beside their place, then renamed into it.

import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
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

export function writeWholeFile(path: string, content: string | Uint8Array): void {
  const temporary = `${path}.${String(process.pid)}.part`;
  try {
    // /dev/stdout, a pipe: nothing may be put in their place.
    if (isSpecial(path)) {
      writeFileSync(path, content);
      return;
    }
    makeFolder(dirname(path));
    writeFileSync(temporary, content, { flag: 'wx' });
    renameSync(temporary, path);
  } catch (error) {
    removeQuietly(temporary);
    throw explainWriteError(error, path);
  }
}

/** Neither a file nor a folder, or a link to such. */
function isSpecial(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats !== undefined && !stats.isFile() && !stats.isDirectory();
}

/** What goes wrong here must not hide why the file was not written. */
function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Its folder is none, or cannot be written to.
  }
}
