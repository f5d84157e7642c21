// SPDX-License-Identifier: Apache-2.0
// `gate`: two helpers, the same blocks, one verdict. Reads in the order in which it happens.

import { randomBytes, randomInt } from 'node:crypto';
import type { Placement } from '../../scenarios/scenario.ts';
import { scenarios } from '../../scenarios/index.ts';
import { mechanisms } from '../mechanisms.ts';
import { knownValues, parseOnly } from '../plan/only.ts';
import { recordEnvironment } from '../preflight/environment.ts';
import { runPreflight } from '../preflight/index.ts';
import { lookAtMachine } from '../preflight/look-at-machine.ts';
import type { GatedQuantile } from '../results/gate-result.ts';
import { makeRunFolder, makeRunId } from '../results/run-folder.ts';
import { launchTools } from '../run/launch-tools.ts';
import { UsageError, exitCodes } from '../usage-error.ts';
import { refuseBlockedMachine } from './advice.ts';
import { readBaseline } from './gate-baseline.ts';
import { beginBudget } from './gate-budget.ts';
import { compareHelpers, compareWithStored } from './gate-compare.ts';
import type { Gate, GateSetting } from './gate-compare.ts';
import { prepareHelpers } from './gate-helpers.ts';
import type { GateHelpers } from './gate-helpers.ts';
import type { GateWishes } from './gate-plan.ts';
import { planGate } from './gate-plan.ts';
import { tellGate } from './gate-tell.ts';
import type { Interruption } from './interruption.ts';
import type { Terminal } from './terminal.ts';

export interface GateOptions {
  readonly base?: string;
  readonly baseHelper?: string;
  readonly baseline?: string;
  readonly headHelper?: string;
  readonly only?: string;
  readonly placement?: Placement;
  readonly quantile: GatedQuantile;
  readonly tolerance?: number;
  readonly blocks?: number;
  readonly budget?: number;
  readonly seed?: number;
  readonly out?: string;
  readonly deadlineMs: number;
  readonly injectNs?: number;
  readonly withHostname?: boolean;
  readonly json?: boolean;
  /** As typed, for the record. */
  readonly words: readonly string[];
}

/** Answers with the exit code. */
export async function gateCommand(
  options: GateOptions,
  terminal: Terminal,
  interruption: Interruption,
): Promise<number> {
  const wishes = readWishes(options);
  refuseWithoutBase(options);
  const baseline = options.baseline === undefined ? null : readBaseline(options.baseline);
  const { signal } = interruption;
  // Refused before anything is built: planning needs no helper.
  planGate(wishes, lookAtMachine({ helper: null, signal }));
  const startedAt = new Date();
  const id = makeRunId(startedAt, randomBytes(3).toString('hex'));
  const folder = makeRunFolder(options.out ?? null, id);
  let helpers: GateHelpers | null = null;
  try {
    const say = (line: string): void => {
      terminal.err(`${line}\n`);
    };
    helpers = await prepareHelpers(helperWishes(options), { signal, say });
    const run = { id, startedAt, words: options.words, seed: options.seed ?? randomInt(2 ** 32) };
    const gate = { options, wishes, helpers, run, folder: folder.path, terminal, interruption };
    const setting = await lookAround(gate);
    if (setting === null) return interruption.exitCode() ?? exitCodes.interrupted;
    const result = await (baseline === null
      ? compareHelpers(gate, setting)
      : compareWithStored(gate, setting, baseline));
    if (result === null) {
      terminal.err('nothing was measured\n');
      return interruption.exitCode() ?? exitCodes.invalid;
    }
    const exitCode = await tellGate(result, {
      folder: folder.path,
      asJson: options.json === true,
      terminal,
    });
    return interruption.exitCode() ?? exitCode;
  } catch (error) {
    if (!signal.aborted) throw error;
    if (error !== signal.reason) terminal.err(`${(error as Error).message}\n`);
    return interruption.exitCode() ?? exitCodes.interrupted;
  } finally {
    helpers?.dispose();
    folder.discardIfEmpty();
  }
}

export function readWishes(options: GateOptions): GateWishes {
  const only = options.only === undefined ? {} : parseOnly(options.only, knownValues(scenarios, mechanisms));
  return {
    only: options.placement === undefined ? only : { ...only, placement: [options.placement] },
    quantile: options.quantile,
    tolerance: options.tolerance ?? null,
    blocks: options.blocks ?? null,
    inject: options.injectNs === undefined ? null : { revision: 'head', ns: options.injectNs },
  };
}

function refuseWithoutBase({ base, baseHelper, baseline }: GateOptions): void {
  const given = [base, baseHelper, baseline].filter((one) => one !== undefined);
  if (given.length === 1) return;
  const found = given.length === 0 ? 'none is given' : 'more than one is given';
  throw new UsageError(
    `a gate needs one of --base REF, --base-helper PATH and --baseline DIR: ${found}. In CI: --base origin/main`,
  );
}

/** Beside a stored result only head is launched. */
function helperWishes(options: GateOptions): Parameters<typeof prepareHelpers>[0] {
  const { base = null, headHelper = null, baseline } = options;
  const baseHelper = baseline === undefined ? (options.baseHelper ?? null) : headHelper;
  return { base, baseHelper, headHelper };
}

/** null: interrupted. */
async function lookAround({
  options,
  wishes,
  helpers,
  terminal,
  interruption,
}: Gate): Promise<GateSetting | null> {
  const { signal } = interruption;
  const machine = lookAtMachine({ helper: helpers.paths.head, signal });
  refuseBlockedMachine(await runPreflight(machine), interruption, terminal);
  if (signal.aborted) return null;
  const plan = planGate(wishes, machine);
  const environment = recordEnvironment(machine, { withHostname: options.withHostname ?? false });
  const launching = {
    helperPathOf: ({ revision = 'base' }: { readonly revision?: 'base' | 'head' }) => helpers.paths[revision],
    deadlineMs: options.deadlineMs,
    allowedCpus: machine.allowedCpus,
    topology: environment.cpu.topology,
    signal,
    tools: launchTools,
  };
  const { budget: seconds } = options;
  const budget = seconds === undefined ? null : await beginBudget(seconds, plan, launching);
  return interruption.exitCode() === null ? { plan, launching, environment, budget } : null;
}
