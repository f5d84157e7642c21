// SPDX-License-Identifier: Apache-2.0
// What a report is made from and what comes out. Both are plain data: the same input gives the same
// files, byte for byte, on any machine.

import type { Result } from '../bench/results/result.ts';
import type { Placement } from '../scenarios/scenario.ts';
import type { Nanoseconds } from '../bench/units.ts';

/** A point of an empirical distribution function: `p` is the share of samples that are <= `ns`. */
export interface Knot {
  readonly ns: Nanoseconds;
  readonly p: number;
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

export interface ReportInput {
  readonly result: Result;
  readonly distributions: readonly Distribution[];
}

/** One file of the report; `path` is relative to the run's folder and always uses `/`. */
export interface ReportFile {
  readonly path: string;
  readonly content: string;
}

export type ReportFiles = readonly ReportFile[];
