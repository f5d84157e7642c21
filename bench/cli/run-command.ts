// SPDX-License-Identifier: Apache-2.0
// `run`: look at the machine, plan, measure, keep, tell. Reads in the order in which it happens.

import { randomBytes, randomInt } from 'node:crypto';
import { handoverScenarios } from '../../scenarios/handover/index.ts';
import { scenarios } from '../../scenarios/index.ts';
import { silentScenarios } from '../../scenarios/silent/index.ts';
import type { Placement } from '../../scenarios/scenario.ts';
import { mechanisms } from '../mechanisms.ts';
import { endTimedCalls } from '../native.ts';
import { buildPlan } from '../plan/build-plan.ts';
import { knownValues, parseOnly } from '../plan/only.ts';
import type { Plan } from '../plan/plan.ts';
import { recordEnvironment } from '../preflight/environment.ts';
import type { Machine } from '../preflight/finding.ts';
import { lookAtMachine } from '../preflight/look-at-machine.ts';
import { runPreflight } from '../preflight/index.ts';
import type { Environment } from '../results/environment.ts';
import type { PlayedResults } from '../results/played.ts';
import { reserveRoom } from '../results/reserve.ts';
import type { Result } from '../results/result.ts';
import { brokenPromises } from '../results/silent-ledger.ts';
import { makeRunFolder, makeRunId } from '../results/run-folder.ts';
import { openSamples } from '../results/samples-writer.ts';
import { writeResult } from '../results/write-result.ts';
import { launchTools } from '../run/launch-tools.ts';
import type { LaunchMachine } from '../run/run-block.ts';
import type { RunOutcome } from '../run/run-plan.ts';
import { runPlan } from '../run/run-plan.ts';
import { exitCodes } from '../usage-error.ts';
import { assembleResult } from './assemble-result.ts';
import type { Interruption } from './interruption.ts';
import { adviseOnPlan, refuseBlockedMachine } from './advice.ts';
import { runHandoverPart } from './handover-part.ts';
import { limitsOf } from './machine-limits.ts';
import { showProgress, silentProgress } from './progress.ts';
import { writeReport } from './report-files.ts';
import type { RunEnds } from './run-ends.ts';
import { planEnds, savingText } from './run-ends.ts';
import { playPart } from './played-part.ts';
import { runSilentPart } from './silent-part.ts';
import { summaryText } from './summary.ts';
import type { Terminal } from './terminal.ts';
import { tryReport } from './write-report-files.ts';

export interface RunOptions {
  readonly quick?: boolean;
  readonly full?: boolean;
  readonly only?: string;
  readonly blocks?: number;
  /** Seconds. */
  readonly budget?: number;
  readonly seed?: number;
  readonly out?: string;
  readonly placement?: Placement;
  readonly helper?: string;
  readonly deadlineMs: number;
  readonly withHostname?: boolean;
  readonly json?: boolean;
  /** As typed, for the record. */
  readonly words: readonly string[];
}

/** Answers with the exit code. */
export async function runCommand(
  options: RunOptions,
  terminal: Terminal,
  interruption: Interruption,
): Promise<number> {
  const request = readRequest(options);
  const machine = lookAtMachine({ helper: options.helper ?? null, signal: interruption.signal });
  const catalogue = { scenarios, mechanisms, handoverScenarios, silentScenarios };
  const plan = buildPlan(request, catalogue, limitsOf(machine));
  adviseOnPlan(plan, terminal);
  const startedAt = new Date();
  const id = makeRunId(startedAt, randomBytes(3).toString('hex'));
  const folder = makeRunFolder(options.out ?? null, id);
  try {
    refuseBlockedMachine(await runPreflight(machine), interruption, terminal);
    if (interruption.signal.aborted) return interruption.exitCode() ?? exitCodes.interrupted;
    const environment = recordEnvironment(machine, { withHostname: options.withHostname ?? false });
    const launching = launchingOn(machine, { options, environment, interruption });
    const ends = await planRunEnds({ plan, launching, environment }, options, terminal);
    const interrupted = interruption.exitCode();
    if (interrupted !== null) return interrupted;
    const run = { id, startedAt, words: options.words };
    const setting = { plan, launching, ends, environment, run, folder: folder.path };
    return await measure({ ...setting, options, terminal, interruption });
  } finally {
    folder.discardIfEmpty();
  }
}

function readRequest(options: RunOptions): Parameters<typeof buildPlan>[0] {
  const only =
    options.only === undefined
      ? {}
      : parseOnly(options.only, knownValues(scenarios, mechanisms, handoverScenarios, silentScenarios));
  return {
    only: options.placement === undefined ? only : { ...only, placement: [options.placement] },
    quick: options.quick ?? false,
    full: options.full ?? false,
    seed: options.seed ?? randomInt(2 ** 32),
    blocks: options.blocks ?? null,
  };
}

function launchingOn(
  machine: Machine,
  { options, environment, interruption }: Pick<Measurement, 'options' | 'environment' | 'interruption'>,
): LaunchMachine {
  return {
    helperPathOf: () => machine.helperPath,
    deadlineMs: options.deadlineMs,
    allowedCpus: machine.allowedCpus,
    topology: environment.cpu.topology,
    signal: interruption.signal,
    tools: launchTools,
  };
}

async function planRunEnds(
  { plan, launching, environment }: Pick<Measurement, 'plan' | 'launching' | 'environment'>,
  { budget, json }: RunOptions,
  terminal: Terminal,
): Promise<RunEnds> {
  if (budget !== undefined && json !== true) terminal.err('budget: a block of each cell is timed first\n');
  const wishes = { plan, machine: launching, clock: environment.clock, budgetSeconds: budget ?? null };
  return await planEnds(wishes).finally(endTimedCalls);
}

interface Measurement {
  readonly plan: Plan;
  readonly launching: LaunchMachine;
  readonly ends: RunEnds;
  readonly environment: Environment;
  readonly run: { readonly id: string; readonly startedAt: Date; readonly words: readonly string[] };
  readonly folder: string;
  readonly options: RunOptions;
  readonly terminal: Terminal;
  readonly interruption: Interruption;
}

async function measure(measurement: Measurement): Promise<number> {
  const { plan, environment, run, folder, terminal, interruption } = measurement;
  const releaseRoom = reserveRoom(folder);
  const samples = openSamples(folder);
  const launched = await launchEverything(measurement, samples).finally(releaseRoom);
  const stored = samples.close();
  const isSilent = measurement.options.json === true;
  const hasBudget = measurement.options.budget !== undefined;
  const handovers = await runHandoverPart({ ...measurement, isSilent, hasBudget });
  const silent = await runSilentPart({ ...measurement, isSilent, hasBudget });
  const outcome = { ...launched, outOfSpace: launched.outOfSpace ?? handovers.outOfSpace };
  const isEmpty = outcome.launches.length === 0 && handovers.results === null && silent.results === null;
  if (isEmpty && outcome.outOfSpace === null) {
    samples.discard();
    terminal.err('nothing was measured\n');
    return interruption.exitCode() ?? exitCodes.invalid;
  }
  const isWhole = !interruption.signal.aborted && outcome.outOfSpace === null;
  const played = await playWhole(measurement, handovers.results ?? undefined, isSilent);
  const parts = { plan, environment, run, outcome, handovers, silent, played, samples: stored, isWhole };
  const result = assembleResult(parts);
  if (outcome.outOfSpace !== null) terminal.err(`error: ${outcome.outOfSpace.message}\n`);
  writeResult(folder, result);
  const isTold = await tell(result, measurement);
  const exitCode = exitCodeOf(result, outcome, interruption);
  return exitCode === exitCodes.done && !isTold ? exitCodes.invalid : exitCode;
}

/** A run of a part, or of so many seconds, is asked for its numbers alone; players are our own helper, and no other. */
function playWhole(
  { options, interruption, terminal }: Measurement,
  handovers: Result['handovers'],
  isSilent: boolean,
): Promise<PlayedResults | null> {
  const { only, placement, quick, budget, helper } = options;
  const isPart = [only, placement, budget, helper].some((wish) => wish !== undefined) || quick === true;
  if (isPart) return Promise.resolve(null);
  return playPart({ handovers, signal: interruption.signal, terminal, isSilent });
}

async function launchEverything(
  { plan, launching, ends, options, terminal }: Measurement,
  samples: ReturnType<typeof openSamples>,
): Promise<RunOutcome> {
  const progress = options.json === true ? silentProgress() : showProgress(plan, terminal, ends.endsAt);
  try {
    return await runPlan(plan, { ...launching, endsEarly: ends.endsEarly, samples, observer: progress });
  } finally {
    progress.end();
    endTimedCalls();
  }
}

/** The table, and the report's place; whether there is a report. */
async function tell(result: Result, { folder, options, terminal }: Measurement): Promise<boolean> {
  const paths = await tryReport(folder, terminal, () => writeReport(result, folder, folder));
  if (options.json === true) {
    const { run, cells, rows, crossovers, growths, skips, doubts } = result;
    const handovers = result.handovers?.rows;
    const silent = result.silent?.rows;
    terminal.out(
      `${JSON.stringify({ folder, files: paths ?? [], run, cells, rows, crossovers, growths, handovers, silent, skips, doubts })}\n`,
    );
    return paths !== null;
  }
  const parts = [summaryText(result), savingText(result), `Report: ${paths?.[0] ?? 'none'}`];
  terminal.out(`\n${parts.filter((part) => part !== '').join('\n\n')}\n`);
  return paths !== null;
}

/** Of handovers: what clients saw and what processes say do not agree. */
const oracleCodes: readonly string[] = ['ORACLE', 'LEDGER'];

function exitCodeOf(result: Result, outcome: RunOutcome, interruption: Interruption): number {
  const interrupted = interruption.exitCode();
  if (interrupted !== null) return interrupted;
  const handovers = result.handovers?.handovers ?? [];
  const counted = result.silent?.launches ?? [];
  const hasNumbers =
    result.rows.some((row) => row.wall !== null) ||
    [...handovers, ...counted].some(({ status }) => status === 'ok');
  const hasWrong =
    result.rows.some((row) => row.oracle === 'fail') ||
    [...handovers, ...counted].some(
      ({ failure }) => failure !== null && oracleCodes.includes(failure.code),
    ) ||
    (result.silent !== undefined && brokenPromises(result.silent).length > 0);
  return outcome.outOfSpace === null && hasNumbers && !hasWrong ? exitCodes.done : exitCodes.invalid;
}
