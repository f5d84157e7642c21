// SPDX-License-Identifier: Apache-2.0
// An exporter's text for made-up input, as `export` would print it.

import { exporters, exportStored } from '../exporters/index.ts';
import type { Samples, Stored } from '../exporters/index.ts';
import type { GateResult } from '../../bench/results/gate-result.ts';
import type { LaunchRecord, Result } from '../../bench/results/result.ts';
import { exampleInput } from './example-result.ts';

export async function exportGate(format: string, gate: GateResult, samples?: Samples): Promise<string> {
  return await exportText(format, { kind: 'gate', gate }, samples);
}

export async function exportRun(format: string, run: Result, samples?: Samples): Promise<string> {
  return await exportText(format, { kind: 'run', run }, samples);
}

async function exportText(format: string, stored: Stored, samples: Samples = samplesOf([])): Promise<string> {
  const exporter = exporters.find(({ name }) => name === format);
  if (exporter === undefined) throw new Error(`no exporter is called ${format}`);
  const text = await exportStored(exporter, stored, samples);
  if (text === null) throw new Error(`${format} has no place for a ${stored.kind}`);
  return text;
}

/** Records as they come from samples.ndjson.gz. */
export function samplesOf(records: readonly LaunchRecord[]): Samples {
  return (async function* () {
    for (const record of records) yield await Promise.resolve(record);
  })();
}

/** The made-up run with a doubt that weakens one number, and one that does not. */
export function doubtedRun(): Result {
  const { result } = exampleInput();
  const place = { scenario: 'one-descriptor', placement: 'same-cpu', point: null } as const;
  const words = { evidence: 'Something was seen.', advice: 'Do something.' };
  return {
    ...result,
    doubts: [
      { ...place, ...words, id: 'drift', arm: 'pidfd_getfd', weight: 'weakens' },
      { ...place, ...words, id: 'ties', arm: 'scm_rights', weight: 'note' },
    ],
  };
}
