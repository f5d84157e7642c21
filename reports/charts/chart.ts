// SPDX-License-Identifier: Apache-2.0
// What a chart is: a Vega-Lite specification with the words that stand beside it. Making one is a
// pure function of the result, so a chart is tested as JSON and only looked at as a picture.

import type { TopLevelSpec } from 'vega-lite';
import type { ReportInput } from '../report-input.ts';

export interface Chart {
  /** Unique in the report; the stem of the file name and the prefix of every id in the SVG. */
  readonly id: string;
  /** Relative to the run's folder: `charts/<id>.svg`. */
  readonly file: string;
  readonly title: string;
  /** What the picture shows, for those who do not see it. */
  readonly description: string;
  /** How to read it: marks, interval, numbers of samples, launches and blocks. */
  readonly caption: string;
  readonly spec: TopLevelSpec;
}

/** A chart that this result has no data for. */
export interface MissingChart {
  readonly title: string;
  readonly reason: string;
  /** The command that would measure it. */
  readonly command: string;
}

export interface ChartSet {
  readonly charts: readonly Chart[];
  readonly missing: readonly MissingChart[];
}

/** One file in this folder: makes its charts, or says what is missing. */
export interface ChartKind {
  readonly id: string;
  readonly make: (input: ReportInput) => ChartSet;
}

/** The path of a chart's file in the run's folder. */
export function chartFile(id: string): string {
  return `charts/${id}.svg`;
}
