// SPDX-License-Identifier: Apache-2.0
// Silent failures as they are stored: what became of every descriptor that a donor meant.

import type { SilentScenario } from '../../scenarios/silent-scenario.ts';
import type { ConfidenceInterval, Estimate, Failure, LaunchStatus } from './result.ts';

/** docs/silent.md, "What is counted". */
export interface SilentLedger {
  /** Descriptors: meant is right + truncated + lost + swapped + refused. */
  readonly meant: number;
  readonly right: number;
  readonly truncated: number;
  readonly lost: number;
  readonly swapped: number;
  readonly refused: number;
  /** Held, and never meant; and held without close-on-exec. */
  readonly surplus: number;
  readonly inheritable: number;
  /** Transfers: whole + spoiled + refusals. */
  readonly whole: number;
  readonly spoiled: number;
  readonly refusals: number;
  /** Of the whole ones. */
  readonly unacknowledged: number;
}

/** One launch: so many transfers of one arm under one condition. */
export interface SilentLaunch {
  readonly scenario: string;
  readonly block: number;
  readonly position: number;
  readonly condition: string;
  readonly arm: string;
  readonly status: LaunchStatus;
  readonly failure: Failure | null;
  readonly transfers: number;
  readonly ledger: SilentLedger | null;
  /** Descriptors that were open at the end and not at the start, in both processes. */
  readonly leaked: number | null;
  /** What the churn really was. */
  readonly replacedPerSecond: number | null;
}

/** An arm under a condition, over all its launches that ended well. */
export interface SilentRow {
  readonly scenario: string;
  readonly condition: string;
  readonly arm: string;
  readonly launches: number;
  readonly launchesPlanned: number;
  readonly launchesFailed: number;
  readonly transfers: number;
  /** Sums. */
  readonly ledger: SilentLedger;
  readonly leaked: number;
  /** Descriptors per 100,000 transfers, over blocks. */
  readonly truncated: Estimate | null;
  readonly lost: Estimate | null;
  readonly swapped: Estimate | null;
  readonly refused: Estimate | null;
  /** The share of transfers with any of the first three (Clopper and Pearson, as if transfers were independent): what a count
   * of 0 bears out. */
  readonly spoiledShare: ConfidenceInterval;
  readonly replacedPerSecond: Estimate | null;
}

export interface SilentResults {
  readonly scenarios: readonly SilentScenario[];
  readonly cells: readonly {
    readonly scenario: string;
    readonly arms: readonly string[];
    readonly conditions: readonly string[];
    readonly blocks: number;
    readonly transfers: number;
    readonly endedBy: 'plan' | 'interrupted';
  }[];
  /** null: not pinned. */
  readonly cpus: { readonly donor: number | null; readonly receiver: number | null };
  readonly launches: readonly SilentLaunch[];
  readonly rows: readonly SilentRow[];
}
