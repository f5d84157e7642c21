// SPDX-License-Identifier: Apache-2.0
// The shape of a validity check: one doubt a file. Checks look at a number with everything that it was made
// from, and answer with why it should be trusted less, or with null.

import type { Interval } from '../../scenarios/scenario.ts';
import type { Doubt, DoubtId, DoubtPlace } from '../results/doubt.ts';
import type { LaunchSummary } from '../results/result.ts';
import type { BlockRatio, Figure } from '../stats/block-ratios.ts';

/** A number under suspicion: one arm at one point of a cell, and the ratio that it is in. */
export interface Suspect extends DoubtPlace {
  /** What is compared or printed: wall p50 in a table, an endpoint's quantile in a gate. */
  readonly figure: Figure;
  readonly measure: Interval['measure'];
  /** The interval begins when a transfer is due, not when it starts. */
  readonly isTimedFromDue?: boolean;
  /** Launches of this arm in the order of time, those that failed as well. */
  readonly launches: readonly LaunchSummary[];
  /** Against the arm that it is compared with, in the order of time; null: only an absolute number. */
  readonly ratios: readonly BlockRatio[] | null;
  /** The floor's launches in the same cell, in the order of time; its own when it is the floor. */
  readonly canary: readonly LaunchSummary[];
  readonly blocksPlanned: number;
  /** Measured at the start of the run. */
  readonly clock: { readonly cost_ns: number; readonly quantum_ns: number };
  /** The smallest difference that matters here, as a share: several thresholds are parts of it. */
  readonly tolerance: number;
  /** Where the log-ratio changes a verdict; null: the ratio itself is what is told. */
  readonly turnsAt: number | null;
}

export interface ValidityCheck {
  readonly id: DoubtId;
  readonly look: (suspect: Suspect) => Pick<Doubt, 'weight' | 'evidence' | 'advice'> | null;
}
