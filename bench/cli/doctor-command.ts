// SPDX-License-Identifier: Apache-2.0
// `doctor`: what this machine allows and what it cannot, each with the remedy.

import Table from 'cli-table3';
import { lookAtMachine } from '../preflight/look-at-machine.ts';
import { runPreflight } from '../preflight/index.ts';
import { exitCodes, UsageError } from '../usage-error.ts';
import { doctorPid } from './doctor-pid.ts';
import type { Interruption } from './interruption.ts';
import type { Terminal } from './terminal.ts';

export interface DoctorOptions {
  readonly helper?: string;
  readonly json?: boolean;
  readonly pid?: number;
  readonly fd?: number;
}

export async function doctorCommand(
  options: DoctorOptions,
  terminal: Terminal,
  interruption: Interruption,
): Promise<number> {
  const { pid } = options;
  if (pid !== undefined) return doctorPid({ ...options, pid }, terminal);
  if (options.fd !== undefined) throw new UsageError('--fd: whose? Name the process as well, by --pid');
  const machine = lookAtMachine({ helper: options.helper ?? null, signal: interruption.signal });
  const findings = await runPreflight(machine);
  const interrupted = interruption.exitCode();
  if (interrupted !== null) return interrupted;
  const isRunnable = findings.every(({ status }) => status !== 'blocks');
  if (options.json === true) {
    terminal.out(`${JSON.stringify({ runnable: isRunnable, findings })}\n`);
  } else {
    const table = new Table({
      head: ['check', 'status', 'evidence', 'what to do'],
      style: { head: [], border: [] },
      wordWrap: true,
      colWidths: [14, 8, 50, 44],
    });
    table.push(...findings.map(({ id, status, evidence, remedy }) => [id, status, evidence, remedy]));
    terminal.out(`${table.toString()}\n`);
    terminal.out(isRunnable ? 'This machine can run it.\n' : 'This machine cannot run it: see "blocks".\n');
  }
  return isRunnable ? exitCodes.done : exitCodes.invalid;
}
