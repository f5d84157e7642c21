// SPDX-License-Identifier: Apache-2.0
// Launches as comma-separated values (RFC 4180), one a line, times in ns: for spreadsheets, R, pandas. Not one column
// is derived over launches; the block is the unit to compare by.

import type { Doubt } from '../../bench/results/doubt.ts';
import type { GateResult } from '../../bench/results/gate-result.ts';
import type { LaunchSummary, Quantiles } from '../../bench/results/result.ts';
import { csvOf } from '../csv-text.ts';
import type { CsvValue } from '../csv-text.ts';
import { passOfBlock } from '../gate/pass-of-block.ts';
import type { Exporter } from './exporter.ts';
import { doubtsAbout } from './series.ts';

export const csv: Exporter = {
  name: 'csv',
  readBy: 'spreadsheets, R, pandas',
  run: ({ launches, doubts }) => write(launches, doubts, () => null),
  gate: (gate) => write(gate.launches, gate.doubts, (launch) => passOf(gate, launch)),
};

function passOf(gate: GateResult, { block }: LaunchSummary): string {
  return passOfBlock(gate, block);
}

/** The columns, in order: a name, and what it shows of a launch. */
const columns: readonly (readonly [string, (launch: LaunchSummary) => CsvValue])[] = [
  ['launch', ({ launch }) => launch],
  ['scenario', ({ scenario }) => scenario],
  ['placement', ({ placement }) => placement],
  ['block', ({ block }) => block],
  ['position', ({ position }) => position],
  ['arm', ({ arm }) => arm],
  ['point', ({ point }) => point],
  ['status', ({ status }) => status],
  ['oracle', ({ oracle }) => oracle],
  ...quantileColumns('wall', ({ wall }) => wall),
  ...quantileColumns('cpu', ({ cpu }) => cpu),
  ...quantileColumns('round_trip', ({ roundTrip }) => roundTrip),
  ['steal_ns', ({ conditions }) => conditions?.steal_ns ?? null],
  ['cpu_pressure_ns', ({ conditions }) => conditions?.cpu_pressure_ns ?? null],
  ['span_ns', ({ conditions }) => conditions?.span_ns ?? null],
  ['involuntary_switches', ({ conditions }) => conditions?.involuntary_switches ?? null],
  ['migrations', ({ conditions }) => conditions?.migrations ?? null],
  ['leaked_descriptors', ({ conditions }) => conditions?.leaked_descriptors ?? null],
  ['offered_per_second', ({ conditions }) => conditions?.load?.offeredPerSecond ?? null],
  ['achieved_per_second', ({ conditions }) => conditions?.load?.achievedPerSecond ?? null],
  ['injected_ns', ({ conditions }) => conditions?.injected_ns ?? null],
  ['offered', ({ outcomes }) => outcomes?.offered ?? null],
  ['completed', ({ outcomes }) => outcomes?.completed ?? null],
  ['late', ({ outcomes }) => outcomes?.late ?? null],
  ['lost', ({ outcomes }) => outcomes?.lost ?? null],
  ['capacity_pairs', ({ capacity }) => capacity?.pairs ?? null],
  ['descriptors_per_second', ({ capacity }) => capacity?.descriptorsPerSecond ?? null],
  ['donor_cpu_per_descriptor_ns', ({ capacity }) => capacity?.donor_cpu_ns ?? null],
  ['receiver_cpu_per_descriptor_ns', ({ capacity }) => capacity?.receiver_cpu_ns ?? null],
  ['user_per_descriptor_ns', ({ capacity }) => capacity?.user_ns ?? null],
  ['system_per_descriptor_ns', ({ capacity }) => capacity?.system_ns ?? null],
  ['switches_per_descriptor', ({ capacity }) => capacity?.switches ?? null],
  ['cpu_share', ({ capacity }) => capacity?.cpuShare ?? null],
  ['failure_code', ({ failure }) => failure?.code ?? null],
  ['failure_operation', ({ failure }) => failure?.operation ?? null],
  ['failure_text', ({ failure }) => failure?.text ?? null],
];

function quantileColumns(
  name: string,
  quantilesOf: (launch: LaunchSummary) => Quantiles | null,
): (typeof columns)[number][] {
  const keys = ['n', 'p10', 'p50', 'p90', 'p99'] as const;
  return keys.map((key) => [
    key === 'n' ? `${name}_n` : `${name}_${key}_ns`,
    (launch) => quantilesOf(launch)?.[key] ?? null,
  ]);
}

/** `pass` is empty in a run. `doubts` are those about the arm at this point, over all its launches. */
function write(
  launches: readonly LaunchSummary[],
  doubts: readonly Doubt[],
  pass: (launch: LaunchSummary) => CsvValue,
): string {
  const head = [...columns.map(([name]) => name), 'pass', 'doubts'];
  const lines = launches.map((launch) => [
    ...columns.map(([, value]) => value(launch)),
    pass(launch),
    doubtsAbout(doubts, launch).join(' '),
  ]);
  return csvOf(head, lines);
}
