// SPDX-License-Identifier: Apache-2.0
// The shape of what a gate leaves behind: `gate.json` (this type, checked against docs/gate.schema.json)
// beside samples.ndjson.gz, which has the lines of a run.

import type { Placement, Scenario } from '../../scenarios/scenario.ts';
import type { Nanoseconds } from '../units.ts';
import type { Doubt, DoubtId } from './doubt.ts';
import type { Environment } from './environment.ts';
import type { ConfidenceInterval, LaunchSummary, PlannedCell, Result, Skip } from './result.ts';

export const gateSchemaName = 'fd-handover-bench/gate';
export const gateVersion = 1;

export type Verdict = 'PASS' | 'FAIL' | 'INCONCLUSIVE' | 'INVALID';
export type Revision = 'base' | 'head';
export type GatedQuantile = 'p50' | 'p99';

/** One comparison that was declared before anything ran. */
export interface Endpoint {
  /** "one-descriptor same-cpu scm_rights p50": unique in a gate, the same from run to run. */
  readonly id: string;
  readonly scenario: string;
  readonly placement: Placement;
  readonly point: number | null;
  /** The arms compared: `base` and `head` of the same mechanism and variant. */
  readonly arms: Readonly<Record<Revision, string>>;
  readonly quantile: GatedQuantile;
  /** τ: the smallest slowdown that matters, as a share: 0.05 is 5 %. */
  readonly tolerance: number;
}

/** One time at which the blocks so far were judged. Ratios are head / base. */
export interface Look {
  readonly blocks: number;
  /** One-sided error that this look may spend; the looks of a pass sum to the design's. */
  readonly alpha: number;
  /** Hodges–Lehmann of the block log-ratios, as a ratio. */
  readonly ratio: number;
  /** One-sided bounds at this look's alpha, as ratios; null: too few blocks for this alpha. `upper` is the larger of the
   * signed-rank bound (longer where neighbouring blocks are alike) and the sign test's. */
  readonly lower: number | null;
  readonly upper: number | null;
  /** One-sided p of "head is slower": signed-rank, its Holm-adjusted value, and the sign test's. */
  readonly pSlower: number;
  readonly pSlowerHolm: number;
  readonly pSlowerSign: number;
  readonly decision: 'PASS' | 'FAIL' | 'OPEN';
}

/** One row of a verdict's reasons. */
export interface Reason {
  /** The rule's name: a file of bench/gate/rules/. */
  readonly rule: string;
  /** What was seen against which threshold, and what to do next. */
  readonly text: string;
}

export interface EndpointResult {
  readonly endpoint: Endpoint;
  readonly verdict: Verdict;
  readonly reasons: readonly Reason[];
  readonly doubts: readonly DoubtId[];
  /** Of the first pass: head / base with its Hodges–Lehmann and sign intervals at the last look's level (1 − 2 alpha); null: no pairs. */
  readonly ratio: {
    readonly value: number;
    readonly interval: ConfidenceInterval | null;
    readonly signInterval: ConfidenceInterval | null;
    readonly blocks: number;
  } | null;
  /** Medians over launches of the endpoint's quantile. */
  readonly base: Nanoseconds | null;
  readonly head: Nanoseconds | null;
  readonly looks: readonly Look[];
  /** Of the second, independent pass; empty when there was none for this endpoint. */
  readonly confirmation: readonly Look[];
}

/** Something else that was measured: looked at, not gated. */
export interface Exploratory {
  /** "scm_rights cpu p50" … */
  readonly id: string;
  readonly scenario: string;
  readonly placement: Placement;
  readonly point: number | null;
  readonly arms: Readonly<Record<Revision, string>>;
  readonly what: 'wall p10' | 'wall p90' | 'cpu p50' | 'round trip p50';
  /** head / base, Hodges–Lehmann. */
  readonly ratio: number;
  readonly blocks: number;
  /** Two-sided signed-rank p, and its Benjamini–Hochberg q among all exploratory figures. */
  readonly p: number;
  readonly q: number;
}

export interface HelperFacts {
  /** What was asked for: a revision, a path, a stored result. */
  readonly source: string;
  readonly commit: string | null;
  readonly sha256: string;
  readonly compiler: string | null;
  readonly flags: string | null;
}

export interface PassRecord {
  readonly name: 'first' | 'confirmation';
  /** The pass of a launch is found by its block: passes are numbered through, cell by cell. */
  readonly firstBlock: number;
  readonly blocks: readonly { readonly cell: string; readonly run: number; readonly planned: number }[];
  readonly launches: number;
  readonly seconds: number;
  readonly endedBy: 'decided' | 'last-look' | 'budget' | 'interrupted' | 'out-of-space';
}

export interface GateResult {
  readonly schema: typeof gateSchemaName;
  readonly version: typeof gateVersion;
  readonly run: Omit<Result['run'], 'quick'>;
  readonly verdict: Verdict;
  /** Of the whole: what made it INVALID, or which endpoints decided. */
  readonly reasons: readonly Reason[];
  /** A stored baseline was compared with: advisory, since it was not measured in the same blocks. */
  readonly advisory: boolean;
  /** A helper was slowed down on purpose in some launches (--inject-ns): no statement about real code. */
  readonly injected: boolean;
  readonly environment: Environment;
  readonly helpers: Readonly<Record<Revision, HelperFacts>>;
  readonly identical: boolean;
  readonly design: {
    /** Total one-sided error of a pass over its looks, for all endpoints together (Holm). */
    readonly alpha: number;
    readonly budgetSeconds: number | null;
  };
  readonly scenarios: readonly Scenario[];
  readonly cells: readonly PlannedCell[];
  readonly passes: readonly PassRecord[];
  readonly endpoints: readonly EndpointResult[];
  readonly exploratory: readonly Exploratory[];
  readonly doubts: readonly Doubt[];
  readonly skips: readonly Skip[];
  readonly launches: readonly LaunchSummary[];
  readonly samples: Result['samples'];
}
