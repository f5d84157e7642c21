// SPDX-License-Identifier: Apache-2.0
// The JSON array of github-action-benchmark's tool customSmallerIsBetter: one entry a number, its interval as `range`,
// what weakens it as `extra`. That action compares with other machines' runs; docs/ci.md says what follows.

import type { EndpointResult, GateResult } from '../../bench/results/gate-result.ts';
import type { Estimate, Result, Row } from '../../bench/results/result.ts';
import { printable } from '../escape.ts';
import { doubtLines, markLines, reasonsOf } from './endpoint-words.ts';
import type { Exporter } from './exporter.ts';
import { doubtsAbout, seriesName } from './series.ts';

export const githubActionBenchmark: Exporter = {
  name: 'github-action-benchmark',
  readBy: 'github-action-benchmark (customSmallerIsBetter)',
  run: (result) => write(result.rows.flatMap((row) => entriesOfRow(result, row))),
  gate: (gate) => write(gate.endpoints.flatMap((endpoint) => entriesOfEndpoint(gate, endpoint))),
};

interface Entry {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  readonly range?: string;
  readonly extra: string;
}

function entriesOfRow(result: Result, row: Row): (Entry | null)[] {
  const name = seriesName(result, row);
  const doubts = doubtsAbout(result.doubts, row);
  const extra = [
    `blocks: ${String(row.blocks)} of ${String(row.blocksPlanned)}`,
    `oracle: ${row.oracle}`,
    `machine: ${machineOf(result)}`,
    ...(doubts.length === 0 ? [] : [`doubts: ${doubts.join(', ')}`]),
  ].join('\n');
  const { wall, ratioToReference, reference, outcomes } = row;
  const count = (value: number | undefined) => (value === undefined ? null : { value, interval: null });
  return [
    entry(`${name} p50`, 'ns', wall?.p50, extra),
    entry(`${name} p99`, 'ns', wall?.p99, extra),
    entry(printable(`${name} / ${reference ?? 'reference'}`), 'ratio', ratioToReference, extra),
    // What is lost has no time: without these, losing all would look like nothing at all.
    entry(`${name} late`, 'transfers', count(outcomes?.late), extra),
    entry(`${name} lost`, 'transfers', count(outcomes?.lost), extra),
  ];
}

function entriesOfEndpoint(gate: GateResult, result: EndpointResult): (Entry | null)[] {
  const { endpoint, verdict, head, ratio } = result;
  const name = printable(endpoint.id);
  const extra = [
    `verdict: ${verdict}`,
    reasonsOf(result),
    `machine: ${machineOf(gate)}`,
    ...doubtLines(gate, result),
    ...markLines(gate),
  ]
    .filter((line) => line !== '')
    .join('\n');
  return [
    entry(name, 'ns', head === null ? null : { value: head, interval: null }, extra),
    entry(`${name} head / base`, 'ratio', ratio, extra),
  ];
}

function machineOf({ environment: { kernel, cpu } }: Pick<Result, 'environment'>): string {
  return printable(`Linux ${kernel.release}, ${cpu.model ?? 'CPU model not told'}`);
}

function entry(
  name: string,
  unit: string,
  estimate: Pick<Estimate, 'value' | 'interval'> | null | undefined,
  extra: string,
): Entry | null {
  if (estimate == null || !Number.isFinite(estimate.value)) return null;
  const { value, interval } = estimate;
  const range = interval === null ? {} : { range: `${digits(interval.lo)} to ${digits(interval.hi)}` };
  return { name, unit, value, ...range, extra };
}

/** Shown behind the value in a tooltip. */
function digits(value: number): string {
  return String(Number(value.toPrecision(6)));
}

function write(entries: readonly (Entry | null)[]): string {
  return `${JSON.stringify(
    entries.filter((one) => one !== null),
    null,
    1,
  )}\n`;
}
