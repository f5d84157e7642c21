// SPDX-License-Identifier: Apache-2.0
// The exporters: one format a file, and a line here. docs/ci.md says what each is for.

import { annotations } from './annotations.ts';
import { bencher } from './bencher.ts';
import { csv } from './csv.ts';
import type { Exporter, Samples, Stored, Written } from './exporter.ts';
import { githubActionBenchmark } from './github-action-benchmark.ts';
import { hdr } from './hdr.ts';
import { junit } from './junit.ts';
import { openMetrics } from './openmetrics.ts';
import { stepSummary } from './step-summary.ts';

export type { Exporter, Samples, Stored } from './exporter.ts';

export const exporters: readonly Exporter[] = [
  junit,
  stepSummary,
  annotations,
  bencher,
  githubActionBenchmark,
  csv,
  hdr,
  openMetrics,
];

export const exporterNames: readonly string[] = exporters.map(({ name }) => name);

/** The formats that have a place for a run, or for a gate. */
export function formatsFor(kind: Stored['kind']): readonly string[] {
  return exporters.filter((exporter) => exporter[kind] !== null).map(({ name }) => name);
}

/** null where the format has no place for it. */
export function exportStored(exporter: Exporter, stored: Stored, samples: Samples): Written | null {
  return stored.kind === 'gate'
    ? (exporter.gate?.(stored.gate, samples) ?? null)
    : (exporter.run?.(stored.run, samples) ?? null);
}
