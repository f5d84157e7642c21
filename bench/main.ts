#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// The commands. The only file that prints and exits; what each command does stands in cli/.

import { Command, CommanderError, Help } from 'commander';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CalibrateOptions } from './cli/calibrate-command.ts';
import type { ClaimsOptions } from './cli/claims-command.ts';
import {
  addCalibrateOptions,
  addClaimsOptions,
  addExportOptions,
  addDoctorOptions,
  addGateOptions,
  addKeepOptions,
  addPlayOptions,
  addReportOptions,
  addRunOptions,
} from './cli/command-options.ts';
import type { DoctorOptions } from './cli/doctor-command.ts';
import type { ExportOptions } from './cli/export-command.ts';
import type { PlayOptions } from './cli/hazards-command.ts';
import type { Interruption } from './cli/interruption.ts';
import { watchInterruption } from './cli/interruption.ts';
import type { KeepOptions } from './cli/keep-command.ts';
import { listCommand } from './cli/list-command.ts';
import type { GateOptions } from './cli/gate-command.ts';
import type { PermissionsOptions } from './cli/permissions-command.ts';
import type { ReportOptions } from './cli/report-command.ts';
import type { RunOptions } from './cli/run-command.ts';
import type { Terminal } from './cli/terminal.ts';
import { nearestWord } from './plan/nearest.ts';
import { projectRoot } from './project-root.ts';
import { ExpectedError, UsageError, exitCodes } from './usage-error.ts';

const terminal = makeTerminal();
const interruption = watchInterruption({
  onFirst: () => {
    terminal.err('\nending: what is finished is kept; once more ends at once\n');
  },
  onSecond: (exitCode) => process.exit(exitCode),
});
process.exitCode = await main(process.argv.slice(2));
interruption.dispose();

async function main(words: readonly string[]): Promise<number> {
  let exitCode: number = exitCodes.done;
  const program = makeProgram({ terminal, interruption, words }, (code) => {
    exitCode = code;
  });
  try {
    refuseUnknownCommand(program, words[0]);
    await program.parseAsync(words, { from: 'user' });
    return exitCode;
  } catch (error) {
    return explain(error);
  }
}

function listedCommands(command: Command): Command[] {
  return new Help().visibleCommands(command).filter((one) => one.name() !== 'help');
}

interface Context {
  readonly terminal: Terminal;
  readonly interruption: Interruption;
  readonly words: readonly string[];
}

function makeProgram({ terminal, interruption, words }: Context, end: (exitCode: number) => void): Command {
  const program = new Command('fd-handover')
    .description('Measures how Linux processes hand open file descriptors to each other')
    .version(readVersion())
    .exitOverride()
    // Without a line for itself: the help fits a screen of 24 lines below what npm says.
    .configureHelp({ visibleCommands: listedCommands })
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err });
  addRunOptions(
    program.command('run', { isDefault: true }).description('measure, and build the report (default)'),
  ).action(async (options: RunOptions) => {
    const { runCommand } = await loadNative(() => import('./cli/run-command.ts'));
    end(await runCommand({ ...options, words }, terminal, interruption));
  });
  addGateOptions(
    program.command('gate').description('is head slower than base? measured in the same blocks'),
  ).action(async (options: GateOptions) => {
    const { gateCommand } = await loadNative(() => import('./cli/gate-command.ts'));
    end(await gateCommand({ ...options, words }, terminal, interruption));
  });
  addCalibrateOptions(
    program.command('calibrate').description('a gate’s false alarms here, and what slowdown it finds'),
  ).action(async (options: CalibrateOptions) => {
    const { calibrateCommand } = await loadNative(() => import('./cli/calibrate-command.ts'));
    end(await calibrateCommand({ ...options, words }, terminal, interruption));
  });
  program
    .command('list')
    .description('scenarios, hazards and mechanisms')
    .option('--json', 'as one JSON object')
    .action((options: { json?: boolean }) => {
      end(listCommand(options, terminal));
    });
  addDoctorOptions(
    program.command('doctor').description('what this machine allows; remedies for the rest'),
  ).action(async (options: DoctorOptions) => {
    const { doctorCommand } = await loadNative(() => import('./cli/doctor-command.ts'));
    end(await doctorCommand(options, terminal, interruption));
  });
  addPlayedCommands(program, { terminal, interruption, words }, end);
  addStoredCommands(program, terminal, end);
  return program;
}

/** What is run to be seen, and not to be timed. */
function addPlayedCommands(
  program: Command,
  { terminal, interruption }: Context,
  end: (exitCode: number) => void,
): void {
  program
    .command('play <dir>', { hidden: true })
    .description('hazards, permissions and claims anew, into a stored run of this kernel')
    .action(async (dir: string) => {
      const { playCommand } = await loadNative(() => import('./cli/play-command.ts'));
      end(await playCommand(dir, terminal, interruption));
    });
  addPlayOptions(
    program.command('hazards').description('what goes wrong, and what care does about it'),
  ).action(async (options: PlayOptions) => {
    const { hazardsCommand } = await loadNative(() => import('./cli/hazards-command.ts'));
    end(await hazardsCommand(options, terminal, interruption));
  });
  addPlayOptions(program.command('permissions').description('who may pull from whom, and why not'))
    .option('--docker-profile <file>', 'the seccomp profile of Docker, for the container’s rows')
    .action(async (options: PermissionsOptions) => {
      const { permissionsCommand } = await loadNative(() => import('./cli/permissions-command.ts'));
      end(await permissionsCommand(options, terminal, interruption));
    });
  addClaimsOptions(
    program.command('claims').description('what is said of pidfd_getfd, with verdicts'),
  ).action(async (options: ClaimsOptions) => {
    const { claimsCommand } = await loadNative(() => import('./cli/claims-command.ts'));
    end(await claimsCommand(options, terminal, interruption));
  });
}

/** What reads a stored run or gate, and measures nothing. */
function addStoredCommands(program: Command, terminal: Terminal, end: (exitCode: number) => void): void {
  addReportOptions(
    program.command('report [dir]').description('build a stored report again, or set runs side by side'),
  ).action(async (dir: string | undefined, options: ReportOptions) => {
    const { reportCommand } = await import('./cli/report-command.ts');
    end(await reportCommand(dir, options, terminal));
  });
  addExportOptions(
    program.command('export <dir>').description('a stored run or gate in another program’s format'),
  ).action(async (dir: string, options: ExportOptions) => {
    const { exportCommand } = await import('./cli/export-command.ts');
    end(await exportCommand(dir, options, terminal));
  });
  addKeepOptions(program.command('keep <dir>').description('a stored run, small enough to publish')).action(
    async (dir: string, options: KeepOptions) => {
      const { keepCommand } = await import('./cli/keep-command.ts');
      end(await keepCommand(dir, options, terminal));
    },
  );
}

/** `run` is the default command: without this, a mistyped command would be "too many arguments". */
function refuseUnknownCommand(program: Command, word: string | undefined): void {
  const names = [...program.commands.map((command) => command.name()), 'help'];
  if (word === undefined || word.startsWith('-') || names.includes(word)) return;
  const near = nearestWord(word, names);
  const hint = near === undefined ? '' : ` Did you mean "${near}"?`;
  throw new UsageError(`unknown command "${word}".${hint} Known: ${names.join(', ')}`);
}

/** `list` and `report` work without the native parts; what needs them says so in one line. */
async function loadNative<Module>(load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (error) {
    throw new ExpectedError((error as Error).message, exitCodes.invalid);
  }
}

function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  if (error instanceof ExpectedError) {
    terminal.err(`error: ${error.message}\n`);
    return error.exitCode;
  }
  // A fault of ours: the stack is what a bug report needs.
  terminal.err(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return exitCodes.invalid;
}

function makeTerminal(): Terminal {
  // Neither a reader that has gone (| head) nor a full disk under a log is a reason to stop measuring. But an answer
  // that nobody got is not done, and never 1, which says that head is slower.
  let isAnswerLost = false;
  process.stderr.on('error', () => undefined);
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    isAnswerLost ||= code !== 'EPIPE';
  });
  // Node would end with 1.
  process.on('uncaughtException', (error) => {
    process.exit(explain(error));
  });
  process.on('exit', (exitCode) => {
    if (isAnswerLost && exitCode === exitCodes.done) process.exitCode = exitCodes.invalid;
  });
  return {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    // A terminal without columns (script(1), some build servers) would be cleared line by line for ever.
    screen: process.stderr.isTTY && process.stderr.columns > 0 ? process.stderr : null,
  };
}

function readVersion(): string {
  const text = readFileSync(join(projectRoot, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
