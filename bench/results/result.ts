// SPDX-License-Identifier: Apache-2.0
// The shape of what a run leaves behind: `result.json` (this type, checked against
// docs/result.schema.json) and `samples.ndjson.gz` (one LaunchRecord a line, in order).

import type { AxisParameter, Placement, Scenario } from '../../scenarios/scenario.ts';
import type { Bytes } from '../units.ts';
import type { Doubt, DoubtId } from './doubt.ts';
import type { Environment } from './environment.ts';
import type { HandoverResults } from './handover.ts';
import type { PlayedResults } from './played.ts';
import type { Arm, LaunchSummary, Outcomes } from './launch.ts';
import type { SilentResults } from './silent.ts';

// A result is read together with its launches: whoever imports one has both.
export * from './launch.ts';

export const resultSchemaName = 'fd-handover-bench/result';
export const resultVersion = 2;

export interface ConfidenceInterval {
  readonly lo: number;
  readonly hi: number;
  readonly coverage: number;
}

/** A median over blocks, with the interval of the sign test. */
export interface Estimate {
  readonly value: number;
  /** null when there are too few blocks for any interval (under 10). */
  readonly interval: ConfidenceInterval | null;
  readonly blocks: number;
}

/** A ratio of two arms: Hodges–Lehmann of the block log-ratios, with the interval of the signed-rank
 * test (`interval`) and that of the sign test. Where the two disagree about 1, nothing is claimed. */
export interface RatioEstimate extends Estimate {
  readonly signInterval: ConfidenceInterval | null;
}

/** One row of the final table: an arm at a point, over all its blocks. */
export interface Row {
  readonly scenario: string;
  readonly placement: Placement;
  readonly point: number | null;
  readonly arm: string;
  /** Blocks in which this arm gave a number, and blocks that were planned. */
  readonly blocks: number;
  readonly blocksPlanned: number;
  readonly launchesFailed: number;
  readonly oracle: 'pass' | 'fail' | 'not-run';
  /** Median over launches of each launch's quantile, ns, with its sign interval. Where a launch
   * gives one sample (cold, streamed), the quantile over launches. null: too few samples beyond. */
  readonly wall: { readonly p50: Estimate; readonly p90: Estimate | null; readonly p99: Estimate | null } | null;
  readonly cpu: { readonly p50: Estimate } | null;
  /** p50(arm) / p50(floor) of the same block, over blocks. */
  readonly ratioToFloor: RatioEstimate | null;
  /** The same against the reference arm (`reference`), null for the reference itself. */
  readonly ratioToReference: RatioEstimate | null;
  /** As ratioToReference, of CPU time. */
  readonly cpuRatioToReference: RatioEstimate | null;
  /** The arm that ratioToReference divides by: scm_rights where the scenario has it. */
  readonly reference: string | null;
  /** Whether ratioToReference was declared before the run; all other ratios are exploratory. */
  readonly declared: boolean;
  /** Two-sided signed-rank p of ratioToReference: Holm-adjusted among the declared ones, a
   * Benjamini–Hochberg q among the exploratory ones; null without a ratio or under 10 blocks. */
  readonly adjustedP: number | null;
  /** Sums over launches; absent where transfers have all the time in the world. */
  readonly outcomes?: Outcomes;
  /** Medians over launches; absent unless it is what the scenario measures. */
  readonly capacity?: CapacityRow;
  /** Doubts about this row, in the order of `doubts`. */
  readonly doubts: readonly DoubtId[];
}

/** Capacity of an arm with so many pairs: medians over launches, with sign intervals. */
export interface CapacityRow {
  readonly descriptorsPerSecond: Estimate;
  /** CPU time a descriptor. */
  readonly donorCpu: Estimate;
  readonly receiverCpu: Estimate;
  /** null where no launch could tell them apart. */
  readonly userCpu: Estimate | null;
  readonly systemCpu: Estimate | null;
  /** Context switches a descriptor. */
  readonly switches: Estimate;
  /** Of the CPUs that the roles could use, 0 … 1. */
  readonly cpuShare: Estimate;
}

/** How an arm's cost grows along an axis: cost ~ point^exponent, fitted to each block's points by least squares of the
 * logarithms. */
export interface Growth {
  readonly scenario: string;
  readonly placement: Placement;
  readonly arm: string;
  readonly parameter: AxisParameter;
  readonly measure: 'wall' | 'cpu';
  /** The first and the last point of the fit, and how many there are. */
  readonly from: number;
  readonly to: number;
  readonly points: number;
  /** Hodges–Lehmann of the blocks' exponents, with the signed-rank interval and that of the sign test: where they disagree
   * about 0, nothing is claimed. */
  readonly exponent: RatioEstimate;
  readonly text: string;
}

/** Where two arms cost the same along an axis. */
export interface Crossover {
  readonly scenario: string;
  readonly placement: Placement;
  readonly measure: 'wall' | 'cpu';
  /** The arm that is cheaper below the point, and the one that is cheaper above it. */
  readonly below: string;
  readonly above: string;
  /** `found`: the interval lies inside the axis. `below-axis`, `above-axis`: one arm is cheaper over
   * the whole axis. `open`: the interval reaches an end of the axis. */
  readonly status: 'found' | 'below-axis' | 'above-axis' | 'open';
  /** In units of the axis (descriptors a transfer), interpolated between its values. */
  readonly at: Estimate | null;
  readonly text: string;
}

/** Something that was asked for and could not be measured here. */
export interface Skip {
  readonly scenario: string;
  readonly placement: Placement | null;
  readonly arm: string | null;
  readonly point: number | null;
  readonly reason: string;
  readonly remedy: string;
}

/** One (scenario, placement) of the plan as it was run. */
export interface PlannedCell {
  readonly scenario: string;
  readonly placement: Placement;
  readonly blocks: number;
  readonly arms: readonly Arm[];
  readonly points: readonly number[] | null;
  readonly reference: string | null;
  /** Why it ended where it did; `blocks` is what was planned. */
  readonly endedBy: 'plan' | 'decided' | 'budget' | 'interrupted';
}

export interface Result {
  readonly schema: typeof resultSchemaName;
  readonly version: typeof resultVersion;
  readonly run: {
    readonly id: string;
    readonly startedAt: string;
    readonly endedAt: string;
    /** `interrupted`: Ctrl-C or a full disk; what is here is whole. */
    readonly status: 'complete' | 'interrupted';
    readonly seed: number;
    /** The arguments after the command's name, as given. */
    readonly arguments: readonly string[];
    readonly quick: boolean;
  };
  readonly environment: Environment;
  readonly scenarios: readonly Scenario[];
  readonly cells: readonly PlannedCell[];
  readonly skips: readonly Skip[];
  readonly launches: readonly LaunchSummary[];
  readonly rows: readonly Row[];
  readonly crossovers: readonly Crossover[];
  /** Absent in results of before, and where no axis is fitted. */
  readonly growths?: readonly Growth[];
  readonly doubts: readonly Doubt[];
  /** Absent where no live handover was run. */
  readonly handovers?: HandoverResults;
  /** Absent where nothing was played: hazards, permissions, claims. */
  readonly played?: PlayedResults;
  /** Absent where no silent failures were counted. */
  readonly silent?: SilentResults;
  readonly samples: {
    readonly file: 'samples.ndjson.gz';
    readonly sha256: string;
    readonly bytes: Bytes;
    readonly launches: number;
  };
}
