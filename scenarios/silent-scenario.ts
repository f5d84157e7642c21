// SPDX-License-Identifier: Apache-2.0
// The shape of a scenario of silent failures: many transfers, none of them timed; each descriptor is looked at.

export interface SilentArm {
  /** Unique in its scenario. */
  readonly id: string;
  readonly care: 'naive' | 'safe';
  readonly mechanism: 'scm_rights' | 'pidfd_getfd';
  /** In one sentence, as a reader of the article needs it. */
  readonly does: string;
}

export interface SilentCondition {
  /** Unique in its scenario. */
  readonly id: string;
  readonly does: string;
  /** Entries of the donor's table that are replaced each second. */
  readonly churnPerSecond: number;
  /** The receiver has 0 to so many free slots, drawn for each transfer; null: no pressure. */
  readonly freeMax: number | null;
}

export interface SilentScenario {
  readonly class: 'silent';
  readonly id: string;
  readonly question: string;
  /** What a reader must know to read the numbers rightly. */
  readonly notes: readonly string[];
  readonly arms: readonly SilentArm[];
  readonly conditions: readonly SilentCondition[];
  /** Each transfer has 1 to so many descriptors of a table of so many. */
  readonly batchMax: number;
  readonly tableSize: number;
  /** Of each arm under each condition. */
  readonly blocks: { readonly usual: number; readonly quick: number; readonly full: number };
  /** Of one block. */
  readonly transfers: { readonly usual: number; readonly quick: number; readonly full: number };
}
