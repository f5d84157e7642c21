// SPDX-License-Identifier: Apache-2.0
// `calibrate`: how often this machine's gate cries wolf, and what it finds. Real gates on identical code, real gates
// with a slowdown that the judge does not know of, and redraws of an A/A session for the curve between.

import { randomBytes, randomInt } from 'node:crypto';
import { recordEnvironment } from '../preflight/environment.ts';
import { runPreflight } from '../preflight/index.ts';
import { lookAtMachine } from '../preflight/look-at-machine.ts';
import type { Calibration } from '../results/calibration.ts';
import { calibrationSchemaName, calibrationVersion } from '../results/calibration.ts';
import { reserveRoom } from '../results/reserve.ts';
import { makeRunFolder, makeRunId } from '../results/run-folder.ts';
import { writeCalibration } from '../results/write-result.ts';
import { exitCodes } from '../usage-error.ts';
import { refuseBlockedMachine } from './advice.ts';
import type { Laboratory, Selection } from './calibrate-laboratory.ts';
import { wishesOf } from './calibrate-laboratory.ts';
import { showCalibration, silentCalibration } from './calibrate-progress.ts';
import { writeCalibrationReport } from './calibrate-report-files.ts';
import type { Calibrating, CalibrationFindings, CalibrationSize } from './calibrate-steps.ts';
import { calibrate, stepsOf } from './calibrate-steps.ts';
import { calibrationText } from './calibrate-text.ts';
import { planGate } from './gate-plan.ts';
import type { Interruption } from './interruption.ts';
import type { Terminal } from './terminal.ts';
import { tryReport } from './write-report-files.ts';

export interface CalibrateOptions extends Selection, CalibrationSize {
  readonly helper?: string;
  readonly seed?: number;
  readonly out?: string;
  readonly deadlineMs: number;
  readonly withHostname?: boolean;
  readonly json?: boolean;
  /** As typed, for the record. */
  readonly words: readonly string[];
}

/** Answers with the exit code. */
export async function calibrateCommand(
  options: CalibrateOptions,
  terminal: Terminal,
  interruption: Interruption,
): Promise<number> {
  const { signal } = interruption;
  const startedAt = new Date();
  const machine = lookAtMachine({ helper: options.helper ?? null, signal });
  const wishes = wishesOf(options);
  const { cells } = planGate(wishes, machine);
  const id = makeRunId(startedAt, randomBytes(3).toString('hex'));
  const folder = makeRunFolder(options.out ?? null, id);
  try {
    refuseBlockedMachine(await runPreflight(machine), interruption, terminal);
    if (signal.aborted) return interruption.exitCode() ?? exitCodes.interrupted;
    const environment = recordEnvironment(machine, { withHostname: options.withHostname ?? false });
    const { topology } = environment.cpu;
    const laboratory: Laboratory = { wishes, machine, topology, deadlineMs: options.deadlineMs, signal };
    const seed = options.seed ?? randomInt(2 ** 32);
    const run = { id, startedAt: startedAt.toISOString(), seed, arguments: options.words };
    const found = await measure({ options, terminal, folder: folder.path }, { laboratory, cells, seed });
    if (found === null) {
      terminal.err('interrupted before the redraws were done: nothing is stored\n');
      return interruption.exitCode() ?? exitCodes.interrupted;
    }
    const status = interruption.exitCode() === null ? ('complete' as const) : ('interrupted' as const);
    const calibration: Calibration = {
      schema: calibrationSchemaName,
      version: calibrationVersion,
      run: { ...run, endedAt: new Date().toISOString(), status },
      environment,
      ...found,
    };
    const isTold = await tell(calibration, { folder: folder.path, options, terminal });
    return interruption.exitCode() ?? (isTold ? exitCodes.done : exitCodes.invalid);
  } finally {
    folder.discardIfEmpty();
  }
}

interface Telling {
  readonly folder: string;
  readonly options: CalibrateOptions;
  readonly terminal: Terminal;
}

async function measure(
  { folder, options, terminal }: Telling,
  setting: Pick<Calibrating, 'laboratory' | 'cells' | 'seed'>,
): Promise<CalibrationFindings | null> {
  const steps = stepsOf(options, setting.cells);
  const progress =
    options.json === true ? silentCalibration() : showCalibration(Object.values(steps), terminal);
  const releaseRoom = reserveRoom(folder);
  try {
    return await calibrate({ ...setting, size: options, steps, progress });
  } finally {
    progress.end();
    releaseRoom();
  }
}

/** Whether there is a report. */
async function tell(calibration: Calibration, { folder, options, terminal }: Telling): Promise<boolean> {
  writeCalibration(folder, calibration);
  const files = await tryReport(folder, terminal, () => writeCalibrationReport(calibration, folder));
  terminal.out(
    options.json === true
      ? `${JSON.stringify({ folder, files: files ?? [], ...calibration })}\n`
      : `\n${calibrationText(calibration)}\n\nReport: ${files?.[0] ?? 'none'}\n`,
  );
  return files !== null;
}
