// SPDX-License-Identifier: Apache-2.0
// `report DIR`: the report of a stored run, gate or calibration, built again; or several runs side by side. Needs neither
// the helper nor the addon.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readCalibration } from '../results/read-calibration.ts';
import { readGate } from '../results/read-gate.ts';
import { readRun } from '../results/read-result.ts';
import { calibrationFile, gateFile } from '../results/run-folder.ts';
import { UsageError, exitCodes } from '../usage-error.ts';
import { writeCalibrationReport } from './calibrate-report-files.ts';
import { calibrationText } from './calibrate-text.ts';
import { compareReport } from './compare-report.ts';
import { writeGateReport } from './gate-report-files.ts';
import { gateText } from './gate-text.ts';
import type { Terminal } from './terminal.ts';
import { writeReport } from './report-files.ts';
import { summaryText } from './summary.ts';

export interface ReportOptions {
  readonly out?: string;
  readonly json?: boolean;
  readonly compare?: readonly string[];
}

export async function reportCommand(
  folder: string | undefined,
  options: ReportOptions,
  terminal: Terminal,
): Promise<number> {
  const { compare } = options;
  if (compare === undefined) {
    const { place, rebuild } = stored(folder);
    tell(place, await rebuild(place, options.out ?? place), options, terminal);
  } else {
    const folders = [...(folder === undefined ? [] : [folder]), ...compare];
    tell(options.out ?? '', await compareReport(folders, options.out), options, terminal);
  }
  return exitCodes.done;
}

function stored(folder: string | undefined): { readonly place: string; readonly rebuild: Rebuild } {
  if (folder === undefined) {
    throw new UsageError(
      'report: name the folder of a run, a gate or a calibration, or --compare A B --out DIR',
    );
  }
  return { place: folder, rebuild: kindOf(folder) };
}

function tell(folder: string, { files, summary }: Rebuilt, options: ReportOptions, terminal: Terminal): void {
  const text =
    options.json === true ? JSON.stringify({ folder, files }) : `${summary}\n\nReport: ${files[0] ?? ''}`;
  terminal.out(`${text}\n`);
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
