// SPDX-License-Identifier: Apache-2.0
// How a number of a result may stand in an article: the formats of reports/format.ts, with and without their unit.

import type { Estimate, Row } from '../../bench/results/result.ts';
import {
  formatCount,
  formatCoverage,
  formatDuration,
  formatNumber,
  formatP,
  formatRate,
  formatRatio,
  formatShare,
} from '../../reports/format.ts';

export type Forms = ReadonlySet<string>;

/** What may be told of a number of this kind, whole texts such as "4.93 µs". */
type Kind = (value: number) => readonly string[];

const unitSizes = [1, 1e3, 1e6, 1e9];

const duration: Kind = (ns) => [formatDuration(ns)];
/** The lower bound stands in the unit of the upper one, without it. */
const durationBound: Kind = (ns) => [...duration(ns), ...unitSizes.map((size) => formatNumber(ns / size))];
const ratio: Kind = (value) => [formatRatio(value), formatRatio(value).slice(0, -1)];
/** The same as a share of the other: what the floor is of an arm. */
const inverse: Kind = (value) => [formatShare(1 / value)];
const share: Kind = (value) => [
  formatShare(value),
  formatNumber(value * 100),
  ...[' %', ''].map((unit) => `${String(Math.round(value * 100))}${unit}`),
];
const rate: Kind = (value) => [formatRate(value), formatRate(value).slice(0, -2), formatNumber(value)];
const count: Kind = (value) => [formatCount(value)];
const plain: Kind = (value) => [formatNumber(value)];
const exponent: Kind = (value) => [2, 3].map((digits) => value.toFixed(digits).replace(/^-(?=[0.]*$)/, ''));
const p: Kind = (value) => [formatP(value).replace('< ', '')];

export const kinds = { duration, durationBound, ratio, inverse, share, rate, count, plain, exponent, p };

/** Of an estimate: its value, its bounds, their coverage, its blocks. */
export function formsOfEstimate(
  estimate: (Estimate & { readonly signInterval?: Estimate['interval'] }) | null | undefined,
  kind: keyof typeof kinds,
): readonly string[] {
  if (estimate == null) return [];
  const { value, blocks, interval, signInterval = null } = estimate;
  const boundKind = kind === 'duration' ? durationBound : kinds[kind];
  const bounds = [interval, signInterval].flatMap((one) => (one === null ? [] : [one]));
  return [
    ...kinds[kind](value),
    ...count(blocks),
    ...bounds.flatMap(({ lo, hi, coverage }) => [
      ...boundKind(lo),
      ...boundKind(hi),
      formatCoverage(coverage),
    ]),
  ];
}

/** The figures of a row, by the columns of the article's tables that show them. */
export function formsByColumn(row: Row, floor: Row | undefined): Readonly<Record<string, readonly string[]>> {
  const { wall, cpu, capacity, outcomes } = row;
  return {
    'floor p50': formsOfEstimate(floor?.wall?.p50, 'duration'),
    p50: formsOfEstimate(wall?.p50, 'duration'),
    p90: formsOfEstimate(wall?.p90, 'duration'),
    p99: formsOfEstimate(wall?.p99, 'duration'),
    'CPU p50': formsOfEstimate(cpu?.p50, 'duration'),
    'ratio to floor': formsOfEstimate(row.ratioToFloor, 'ratio'),
    ratio: formsOfEstimate(row.ratioToReference, 'ratio'),
    'p or q': row.adjustedP === null ? [] : kinds.p(row.adjustedP),
    blocks: [row.blocks, row.blocksPlanned, row.launchesFailed].flatMap(count),
    'descriptors a second': formsOfEstimate(capacity?.descriptorsPerSecond, 'rate'),
    'CPU of the donor': formsOfEstimate(capacity?.donorCpu, 'duration'),
    'CPU of the receiver': formsOfEstimate(capacity?.receiverCpu, 'duration'),
    user: formsOfEstimate(capacity?.userCpu, 'duration'),
    system: formsOfEstimate(capacity?.systemCpu, 'duration'),
    'context switches': formsOfEstimate(capacity?.switches, 'plain'),
    'CPUs busy': formsOfEstimate(capacity?.cpuShare, 'share'),
    ...(outcomes === undefined ? {} : outcomeForms(outcomes)),
  };
}

function outcomeForms({
  offered,
  completed,
  late,
  lost,
}: NonNullable<Row['outcomes']>): Record<string, readonly string[]> {
  const part = (value: number): readonly string[] => [...count(value), formatShare(value / offered)];
  return { offered: count(offered), completed: part(completed), late: part(late), lost: part(lost) };
}
