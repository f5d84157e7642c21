// SPDX-License-Identifier: Apache-2.0
// `report DIR`: the report of a stored run, gate or calibration, built again. Needs neither the helper nor the addon.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readCalibration } from '../results/read-calibration.ts';
import { readGate } from '../results/read-gate.ts';
import { readRun } from '../results/read-result.ts';
import { calibrationFile, gateFile } from '../results/run-folder.ts';
import { writeCalibrationReport } from './calibrate-report-files.ts';
import { calibrationText } from './calibrate-text.ts';
import { writeGateReport } from './gate-report-files.ts';
import { gateText } from './gate-text.ts';
import type { Terminal } from './terminal.ts';
import { writeReport } from './report-files.ts';
import { summaryText } from './summary.ts';

export interface ReportOptions {
  readonly out?: string;
  readonly json?: boolean;
}

export async function reportCommand(
  folder: string,
  options: ReportOptions,
  terminal: Terminal,
): Promise<number> {
  const out = options.out ?? folder;
  const { files, summary } = await kindOf(folder)(folder, out);
  const text =
    options.json === true ? JSON.stringify({ folder, files }) : `${summary}\n\nReport: ${files[0] ?? ''}`;
  terminal.out(`${text}\n`);
  return 0;
}

type Rebuild = (folder: string, out: string) => Promise<Rebuilt>;

/** A folder holds one of the three; without any the run's reader says what is missing. */
function kindOf(folder: string): Rebuild {
  const holds = (file: string): boolean => existsSync(join(folder, file));
  if (holds(gateFile)) return reportGate;
  return holds(calibrationFile) ? reportCalibration : reportRun;
}

interface Rebuilt {
  readonly files: readonly string[];
  readonly summary: string;
}

async function reportRun(folder: string, out: string): Promise<Rebuilt> {
  const result = await readRun(folder);
  return { files: await writeReport(result, folder, out), summary: summaryText(result) };
}

async function reportGate(folder: string, out: string): Promise<Rebuilt> {
  const gate = await readGate(folder);
  return { files: await writeGateReport(gate, out), summary: gateText(gate) };
}

async function reportCalibration(folder: string, out: string): Promise<Rebuilt> {
  const calibration = readCalibration(folder);
  return { files: await writeCalibrationReport(calibration, out), summary: calibrationText(calibration) };
}
