// SPDX-License-Identifier: Apache-2.0
// What a report is made from and what comes out. Both are plain data: the same input gives the same
// files, byte for byte, on any machine.

import type { KeptSamples } from '../bench/results/kept-samples.ts';
import type { Estimate, InstantColumn, Result } from '../bench/results/result.ts';
import type { Placement } from '../scenarios/scenario.ts';
import type { Nanoseconds } from '../bench/units.ts';

/** A point of an empirical distribution function: `p` is the share of samples that are <= `ns`. */
export interface Knot {
  readonly ns: Nanoseconds;
  readonly p: number;
  /** Of `p`, by drawing blocks (bench/stats/cluster-bootstrap.ts); absent under ten blocks, and where it was not made. */
  readonly band?: { readonly lo: number; readonly hi: number };
}

/** All recorded samples (warm-up left out) of one arm at one point, thinned by `ecdfKnots`. */
export interface Distribution {
  readonly scenario: string;
  readonly placement: Placement;
  readonly point: number | null;
  readonly arm: string;
  /** Samples that went in, over all launches. */
  readonly n: number;
  readonly launches: number;
  /** Rising in both `ns` and `p`; the last has p = 1. ns a transfer. */
  readonly knots: readonly Knot[];
}

/** When the instants of one transfer come, of one arm at one point: medians over launches of each launch's median. */
export interface InstantTimes {
  readonly scenario: string;
  readonly placement: Placement;
  readonly point: number | null;
  readonly arm: string;
  readonly launches: number;
  /** In the order in which they come, `start` first; those that this arm does not stamp are absent. */
  readonly instants: readonly InstantTime[];
}

export interface InstantTime {
  readonly instant: InstantColumn;
  /** ns from `start`; with the sign interval over blocks. */
  readonly fromStart: Estimate;
  /** ns from the instant before it in this list; for `start` 0. Medians do not add up: this is not the difference of two
   * `fromStart`. */
  readonly fromPrevious: Estimate;
}

export interface ReportInput {
  readonly result: Result;
  readonly distributions: readonly Distribution[];
  /** Absent where the samples were not read. */
  readonly instantTimes?: readonly InstantTimes[];
  /** What a kept result has instead of all samples; absent where all are stored. */
  readonly kept?: readonly KeptSamples[];
}

/** One file of the report; `path` is relative to the run's folder and always uses `/`. */
export interface ReportFile {
  readonly path: string;
  readonly content: string;
}

export type ReportFiles = readonly ReportFile[];
