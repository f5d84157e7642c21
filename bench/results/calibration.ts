// SPDX-License-Identifier: Apache-2.0
// The shape of calibration.json: how often this machine's gate cries wolf, and what it finds.

import type { Environment } from './environment.ts';
import type { Endpoint, Verdict } from './gate-result.ts';
import type { Result } from './result.ts';

export const calibrationSchemaName = 'fd-handover-bench/calibration';
export const calibrationVersion = 1;

/** How often each verdict was given. */
export type VerdictCounts = Readonly<Record<Verdict, number>>;

/** A share of trials with its two-sided 95 % Clopper–Pearson interval. */
export interface Rate {
  readonly count: number;
  readonly trials: number;
  readonly lo: number;
  readonly hi: number;
}

/** One gate run with a slowdown whose size and side were drawn at random; the judge saw launches only. */
export interface Injection {
  readonly endpoint: string;
  readonly side: 'head' | 'base';
  readonly injected_ns: number;
  /** What head / base should then be: above 1 when head was slowed, below 1 when base was. From the p50 of the other
   * side in the same blocks; null where that has none. */
  readonly expectedRatio: number | null;
  readonly foundRatio: number | null;
  readonly verdict: Verdict;
  readonly seconds: number;
}

/** One point of the operating characteristic: shares of verdicts when head is slower by `slowdown`. */
export interface CurvePoint {
  /** 0.05: head takes 5 % longer. */
  readonly slowdown: number;
  readonly fail: number;
  readonly pass: number;
  readonly inconclusive: number;
}

export interface EndpointCalibration {
  readonly endpoint: Endpoint;
  readonly blocks: number;
  /** Real gate runs, base = head: how often a confirmed FAIL, with its bound. */
  readonly falseAlarms: Rate;
  readonly verdicts: VerdictCounts;
  /** Gates replayed for each point of the curve: on stretches of the A/A session, with head's times × (1 + slowdown). */
  readonly redraws: number;
  readonly curve: readonly CurvePoint[];
  /** Smallest slowdown with FAIL in 95 % of the redraws; null: none up to the end of the curve. */
  readonly smallestFound: number | null;
  /** Spread of the A/A block log-ratios (half the width of their central 68 %). */
  readonly spread: number;
  readonly recommended: { readonly tolerance: number; readonly blocks: number; readonly text: string };
}

export interface Calibration {
  readonly schema: typeof calibrationSchemaName;
  readonly version: typeof calibrationVersion;
  readonly run: Omit<Result['run'], 'quick'>;
  readonly environment: Environment;
  readonly endpoints: readonly EndpointCalibration[];
  readonly injections: readonly Injection[];
  /** Of the gates with base = head; null: none was run. */
  readonly secondsPerGate: { readonly median: number; readonly max: number } | null;
}
