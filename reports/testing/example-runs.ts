// SPDX-License-Identifier: Apache-2.0
// Made-up runs to set side by side: the example, and the same on another machine.

import type { Result, Row } from '../../bench/results/result.ts';
import type { ComparedRun } from '../compare/compared-run.ts';
import { nameRuns } from '../compare/compared-run.ts';
import { ratioEstimate } from './example-estimate.ts';
import { exampleInput } from './example-result.ts';

/** The example (A), and a change of it (B). */
export function runsWith(change: (result: Result) => Result): readonly ComparedRun[] {
  const { result } = exampleInput();
  return nameRuns([
    { folder: 'results/old', result },
    { folder: 'results/new', result: change(result) },
  ]);
}

/** B: another kernel, a mitigation more, and pulls that cost 1.5 times a push. */
export function twoMachines(): readonly ComparedRun[] {
  return runsWith((result) => withRatio(onOtherMachine(result), 1.5));
}

export function onOtherMachine(result: Result): Result {
  const { environment } = result;
  return {
    ...result,
    run: { ...result.run, id: 'b00b1e', startedAt: '2025-02-01T10:00:00.000Z' },
    samples: { ...result.samples, sha256: 'cd'.repeat(32) },
    environment: {
      ...environment,
      kernel: { ...environment.kernel, release: '6.18.0-example' },
      cpu: {
        ...environment.cpu,
        mitigations: { ...environment.cpu.mitigations, retbleed: 'Mitigation: IBPB' },
      },
    },
  };
}

export function withRatio(result: Result, value: number): Result {
  return withRows(result, (row) =>
    row.ratioToReference === null
      ? row
      : { ...row, ratioToReference: ratioEstimate(value, 0.02, row.blocks) },
  );
}

export function withRows(result: Result, change: (row: Row) => Row): Result {
  return { ...result, rows: result.rows.map(change) };
}
