#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// The commands. The only file that prints and exits; what each command does stands in cli/.

import { Command, CommanderError, Option } from 'commander';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DoctorOptions } from './cli/doctor-command.ts';
import type { Interruption } from './cli/interruption.ts';
import { watchInterruption } from './cli/interruption.ts';
import { listCommand } from './cli/list-command.ts';
import { wholeNumber } from './cli/numbers.ts';
import type { ReportOptions } from './cli/report-command.ts';
import type { RunOptions } from './cli/run-command.ts';
import type { Terminal } from './cli/terminal.ts';
import { nearestWord } from './plan/nearest.ts';
import { onlyKeys } from './plan/only.ts';
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
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err });
  addRunOptions(
    program.command('run', { isDefault: true }).description('measure, and build the report (default)'),
  ).action(async (options: RunOptions) => {
    const { runCommand } = await loadNative(() => import('./cli/run-command.ts'));
    end(await runCommand({ ...options, words }, terminal, interruption));
  });
  program
    .command('list')
    .description('scenarios and mechanisms')
    .option('--json', 'as one JSON object')
    .action((options: { json?: boolean }) => {
      end(listCommand(options, terminal));
    });
  program
    .command('doctor')
    .description('what this machine allows and what it cannot, each with the remedy')
    .option('--json', 'as one JSON object')
    .option('--helper <path>', 'another program that keeps docs/helper-protocol.md')
    .action(async (options: DoctorOptions) => {
      const { doctorCommand } = await loadNative(() => import('./cli/doctor-command.ts'));
      end(await doctorCommand(options, terminal, interruption));
    });
  program
    .command('report <dir>')
    .description('build the report of a stored run again')
    .option('--out <dir>', 'where to put it (default: beside the result)')
    .option('--json', 'print the files as one JSON object')
    .action(async (dir: string, options: ReportOptions) => {
      const { reportCommand } = await import('./cli/report-command.ts');
      end(await reportCommand(dir, options, terminal));
    });
  return program;
}

function addRunOptions(run: Command): Command {
  const placement = new Option('--placement <placement>', 'only this placement');
  return run
    .option('--quick', 'a first look in half a minute')
    .option('--only <key=value,…>', `only a part: ${onlyKeys.join(', ')} (batch is another word for point)`)
    .option(
      '--blocks <n>',
      'blocks of every cell (20 or more for an interval worth having)',
      wholeNumber('--blocks', 1, 10_000),
    )
    .option(
      '--seed <n>',
      'repeats the order of another run',
      wholeNumber('--seed', 0, Number.MAX_SAFE_INTEGER),
    )
    .option('--out <dir>', 'the run’s folder (default: results/<UTC time>-<id>)')
    .addOption(placement.choices(['same-cpu', 'cross-cpu', 'unpinned']))
    .option('--helper <path>', 'another program that keeps docs/helper-protocol.md')
    .option(
      '--deadline-ms <n>',
      'ends a launch after this time',
      wholeNumber('--deadline-ms', 1, 3_600_000),
      30_000,
    )
    .option('--with-hostname', 'record the machine’s name')
    .option('--json', 'print the numbers as one JSON object, and no progress');
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
  // A reader that has gone (| head) is no reason to stop measuring.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
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
