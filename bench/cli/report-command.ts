// SPDX-License-Identifier: Apache-2.0
// `report DIR`: the report of a stored run, gate or calibration, built again; or several runs side by side. Needs neither
// the helper nor the addon.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { plainSummary } from '../../reports/index.ts';
import { readCalibration } from '../results/read-calibration.ts';
import { readGate } from '../results/read-gate.ts';
import { readRun, readStoredRun } from '../results/read-result.ts';
import { calibrationFile, gateFile } from '../results/run-folder.ts';
import { UsageError, exitCodes } from '../usage-error.ts';
import { writeCalibrationReport } from './calibrate-report-files.ts';
import { calibrationText } from './calibrate-text.ts';
import { compareReport } from './compare-report.ts';
import { writeGateReport } from './gate-report-files.ts';
import { gateText } from './gate-text.ts';
import { loadRasteriser } from './rasteriser.ts';
import type { Terminal } from './terminal.ts';
import { writeReport } from './report-files.ts';
import { summaryText } from './summary.ts';

export interface ReportOptions {
  readonly out?: string;
  readonly json?: boolean;
  readonly compare?: readonly string[];
  readonly summary?: boolean;
  readonly frontMatter?: boolean;
  readonly png?: boolean;
}

export async function reportCommand(
  folder: string | undefined,
  options: ReportOptions,
  terminal: Terminal,
): Promise<number> {
  const { compare } = options;
  if (compare !== undefined) {
    const folders = [...(folder === undefined ? [] : [folder]), ...compare];
    tell(options.out ?? '', await compareReport(folders, options.out), options, terminal);
    return exitCodes.done;
  }
  if (folder === undefined) {
    throw new UsageError(
      'report: name the folder of a run, a gate or a calibration, or --compare A B --out DIR',
    );
  }
  if (options.summary === true) {
    onlyOfRun(folder, '--summary');
    terminal.out(plainSummary(await readRun(folder)));
  } else {
    tell(folder, await kindOf(folder)(folder, options), options, terminal);
  }
  return exitCodes.done;
}

function tell(folder: string, { files, summary }: Rebuilt, options: ReportOptions, terminal: Terminal): void {
  const text =
    options.json === true ? JSON.stringify({ folder, files }) : `${summary}\n\nReport: ${files[0] ?? ''}`;
  terminal.out(`${text}\n`);
}

type Rebuild = (folder: string, options: ReportOptions) => Promise<Rebuilt>;

/** A folder holds one of the three; without any the run's reader says what is missing. */
function kindOf(folder: string): Rebuild {
  if (holds(folder, gateFile)) return reportGate;
  return holds(folder, calibrationFile) ? reportCalibration : reportRun;
}

function holds(folder: string, file: string): boolean {
  return existsSync(join(folder, file));
}

function onlyOfRun(folder: string, flag: string): void {
  const other = [gateFile, calibrationFile].find((file) => holds(folder, file));
  if (other !== undefined) {
    throw new UsageError(`${flag}: is for the report of a run, and ${folder} holds ${other}`);
  }
}

function refuseRunOptions(folder: string, { frontMatter, png }: ReportOptions): void {
  if (frontMatter === true) onlyOfRun(folder, '--front-matter');
  if (png === true) onlyOfRun(folder, '--png');
}

interface Rebuilt {
  readonly files: readonly string[];
  readonly summary: string;
}

async function reportRun(
  folder: string,
  { out = folder, frontMatter = false, png = false }: ReportOptions,
): Promise<Rebuilt> {
  const { result, kept } = await readStoredRun(folder);
  const rasterise = png ? await loadRasteriser() : undefined;
  const files = await writeReport(result, folder, out, { hasFrontMatter: frontMatter, kept, rasterise });
  return { files, summary: summaryText(result) };
}

async function reportGate(folder: string, options: ReportOptions): Promise<Rebuilt> {
  refuseRunOptions(folder, options);
  const { out = folder } = options;
  const gate = await readGate(folder);
  return { files: await writeGateReport(gate, out), summary: gateText(gate) };
}

async function reportCalibration(folder: string, options: ReportOptions): Promise<Rebuilt> {
  refuseRunOptions(folder, options);
  const { out = folder } = options;
  const calibration = readCalibration(folder);
  return { files: await writeCalibrationReport(calibration, out), summary: calibrationText(calibration) };
}
