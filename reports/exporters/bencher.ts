// SPDX-License-Identifier: Apache-2.0
// Bencher Metric Format (read by `bencher run --adapter json`): benchmark → measure → value with its interval. A number
// that nothing may rest on gets the suffix that keeps Bencher from raising an alert about it.

import type { EndpointResult, GateResult } from '../../bench/results/gate-result.ts';
import type { Estimate, Result, Row } from '../../bench/results/result.ts';
import { printable } from '../escape.ts';
import { weakeningDoubts } from '../row-doubts.ts';
import type { Exporter } from './exporter.ts';
import { isWeakened, seriesName } from './series.ts';

export const bencher: Exporter = {
  name: 'bencher',
  readBy: 'Bencher (bencher run --adapter json)',
  run: (result) => write(result.rows.map((row) => benchmarkOfRow(result, row))),
  gate: (gate) => write(gate.endpoints.map((endpoint) => benchmarkOfEndpoint(gate, endpoint))),
};

interface Metric {
  readonly value: number;
  readonly lower_value?: number;
  readonly upper_value?: number;
}

type Benchmark = readonly [name: string, measures: Readonly<Record<string, Metric | null>>];

/** Measures by slug; `latency` (nanoseconds) and `throughput` (a second) are Bencher's own. Where transfers are lost, a
 * missing latency must not look like a fast one. */
function benchmarkOfRow(result: Result, row: Row): Benchmark {
  const { wall, cpu, ratioToFloor, ratioToReference, outcomes, capacity } = row;
  const isQuiet = row.oracle === 'fail' || weakeningDoubts(result, row).length > 0;
  return [
    nameOf(seriesName(result, row), isQuiet),
    {
      latency: metricOf(wall?.p50),
      'latency-p90': metricOf(wall?.p90),
      'latency-p99': metricOf(wall?.p99),
      'cpu-time': metricOf(cpu?.p50),
      'ratio-to-floor': metricOf(ratioToFloor),
      'ratio-to-reference': metricOf(ratioToReference),
      throughput: metricOf(capacity?.descriptorsPerSecond),
      late: outcomes === undefined ? null : metric(outcomes.late, null),
      lost: outcomes === undefined ? null : metric(outcomes.lost, null),
    },
  ];
}

function benchmarkOfEndpoint(gate: GateResult, result: EndpointResult): Benchmark {
  const { endpoint, verdict, base, head, ratio } = result;
  const { scenario, placement, point, arms } = endpoint;
  const place = { scenario, placement, point, arm: arms.head };
  const isQuiet = gate.injected || gate.advisory || verdict === 'INVALID' || isWeakened(gate.doubts, place);
  return [
    nameOf(printable(endpoint.id), isQuiet),
    {
      latency: head === null ? null : metric(head, null),
      'latency-base': base === null ? null : metric(base, null),
      'ratio-to-base': metricOf(ratio),
    },
  ];
}

function metricOf(estimate: Estimate | null | undefined): Metric | null {
  return estimate == null ? null : metric(estimate.value, estimate.interval);
}

function metric(value: number, interval: Estimate['interval']): Metric | null {
  if (!Number.isFinite(value)) return null;
  return interval === null ? { value } : { value, lower_value: interval.lo, upper_value: interval.hi };
}

const quietSuffix = '-bencher-ignore';
/** Bencher refuses longer names. */
const mostCharacters = 1024;

function nameOf(name: string, isQuiet: boolean): string {
  const suffix = isQuiet ? quietSuffix : '';
  const characters = Array.from(name === '' ? 'unnamed' : name);
  return characters.slice(0, mostCharacters - suffix.length).join('') + suffix;
}

/** Benchmarks without any number are left out: the format has no word for nothing. */
function write(benchmarks: readonly Benchmark[]): string {
  const written = new Map<string, Readonly<Record<string, Metric>>>();
  for (const [name, measures] of benchmarks) {
    const own = Object.entries(measures).flatMap(([slug, value]) => (value === null ? [] : [[slug, value]]));
    if (own.length > 0) written.set(name, Object.fromEntries(own) as Record<string, Metric>);
  }
  // fromEntries defines own properties: a benchmark called __proto__ is a name like any other.
  return `${JSON.stringify(Object.fromEntries(written), null, 1)}\n`;
}
