// SPDX-License-Identifier: Apache-2.0
// The shape of an exporter: a stored run, a stored gate or either in, the text of another program's format out. Pure:
// the same input gives the same text, and nothing is read or written but what is passed in.

import type { GateResult } from '../../bench/results/gate-result.ts';
import type { LaunchRecord, Result } from '../../bench/results/result.ts';

export type Stored =
  { readonly kind: 'run'; readonly run: Result } | { readonly kind: 'gate'; readonly gate: GateResult };

/** The launches of samples.ndjson.gz, in order. Only exporters that say so ask for them. */
export type Samples = AsyncIterable<LaunchRecord>;

export type Written = string | Promise<string>;

export interface Exporter {
  /** What --format takes. */
  readonly name: string;
  /** Which program reads it, in a few words. */
  readonly readBy: string;
  /** null: the format has no place for it. */
  readonly run: ((run: Result, samples: Samples) => Written) | null;
  readonly gate: ((gate: GateResult, samples: Samples) => Written) | null;
}
