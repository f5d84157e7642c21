// SPDX-License-Identifier: Apache-2.0
// What real launches need, whoever asks for them: a calibration, a proof, the corpus.

import type { Placement } from '../../scenarios/scenario.ts';
import { scenarios } from '../../scenarios/index.ts';
import { mechanisms } from '../mechanisms.ts';
import { knownValues, parseOnly } from '../plan/only.ts';
import type { Machine } from '../preflight/finding.ts';
import type { Environment } from '../results/environment.ts';
import { launchTools } from '../run/launch-tools.ts';
import type { LaunchTools } from '../run/launch-tools.ts';
import type { LaunchMachine } from '../run/run-block.ts';
import type { GateWishes } from './gate-plan.ts';

export interface Laboratory {
  /** What is gated, and how: sessions are of the same cells. Injects nothing by itself. */
  readonly wishes: GateWishes;
  readonly machine: Machine;
  /** "package/core" of each allowed CPU. */
  readonly topology: Environment['cpu']['topology'];
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
  /** Absent: the usual ones. A proof may put its own in. */
  readonly tools?: LaunchTools;
}

export interface Selection {
  readonly only?: string;
  readonly placement?: Placement;
  readonly tolerance?: number;
}

export function wishesOf({ only, placement, tolerance }: Selection): GateWishes {
  const parsed = only === undefined ? {} : parseOnly(only, knownValues(scenarios, mechanisms));
  return {
    only: placement === undefined ? parsed : { ...parsed, placement: [placement] },
    quantile: 'p50',
    tolerance: tolerance ?? null,
    blocks: null,
    inject: null,
  };
}

export function launchingOf(
  { machine, topology, deadlineMs, signal, tools }: Laboratory,
  helperPathOf: LaunchMachine['helperPathOf'],
): LaunchMachine {
  const { allowedCpus } = machine;
  return { helperPathOf, deadlineMs, allowedCpus, topology, signal, tools: tools ?? launchTools };
}
