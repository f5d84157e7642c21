// SPDX-License-Identifier: Apache-2.0
// How numbers read in every table, sentence and chart: three significant digits, the unit beside the
// number, the same on every machine whatever its locale.

import { groupedDigits, groupedRound } from '../bench/results/grouped-digits.ts';
import type { Bytes, Nanoseconds, Ratio } from '../bench/units.ts';

/** What stands where there is no number. */
export const noNumber = '–';

interface Unit {
  readonly name: string;
  readonly size: number;
}

const durationUnits: readonly Unit[] = [
  { name: 'ns', size: 1 },
  { name: 'µs', size: 1e3 },
  { name: 'ms', size: 1e6 },
  { name: 's', size: 1e9 },
];
const byteUnits: readonly Unit[] = [
  { name: 'B', size: 1 },
  { name: 'KiB', size: 1024 },
  { name: 'MiB', size: 1024 ** 2 },
  { name: 'GiB', size: 1024 ** 3 },
  { name: 'TiB', size: 1024 ** 4 },
];

/** A duration in ns as "1.23 µs". */
export function formatDuration(ns: Nanoseconds): string {
  if (!Number.isFinite(ns)) return noNumber;
  const unit = unitFor(ns, durationUnits);
  return `${significant(ns / unit.size)} ${unit.name}`;
}

/** Two durations in ns, in the unit of the larger one, as "1.23–1.31 µs". */
export function formatDurationInterval(lo: Nanoseconds, hi: Nanoseconds): string {
  if (!Number.isFinite(lo) || !Number.isFinite(hi)) return noNumber;
  const [low, high] = [formatDuration(lo), formatDuration(hi)];
  const unit = ` ${unitFor(hi, durationUnits).name}`;
  // "936 ns–1.12 µs": where the units differ, each bound has its own.
  return low.endsWith(unit) ? `${low.slice(0, -unit.length)}–${high}` : `${low}–${high}`;
}

/** A quotient as "1.42×". Never rounds to 1 what is not 1: readers compare it with 1. */
export function formatRatio(ratio: Ratio): string {
  return Number.isFinite(ratio) ? `${besideOne(ratio)}×` : noNumber;
}

/** Bounds of a ratio as "1.38–1.46". */
export function formatRatioInterval(lo: Ratio, hi: Ratio): string {
  return Number.isFinite(lo) && Number.isFinite(hi) ? `${besideOne(lo)}–${besideOne(hi)}` : noNumber;
}

/** Bounds of a plain number, such as descriptors a transfer, as "10.2–14.8". */
export function formatInterval(lo: number, hi: number): string {
  return Number.isFinite(lo) && Number.isFinite(hi) ? `${formatNumber(lo)}–${formatNumber(hi)}` : noNumber;
}

/** A plain number with three significant digits; whole from 1,000 on, with separators. */
export function formatNumber(value: number): string {
  return Number.isFinite(value) ? significant(value) : noNumber;
}

/** Descriptors a second as "801,000/s". */
export function formatRate(perSecond: number): string {
  return Number.isFinite(perSecond) ? `${groupedRound(perSecond)}/s` : noNumber;
}

/** A count as "12,000". */
export function formatCount(count: number): string {
  return Number.isFinite(count) ? groupedDigits(String(Math.round(count))) : noNumber;
}

/** A count with its noun: "1 block", "30 blocks". */
export function formatCountOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}

/** Counts of the same thing, from the lowest to the highest: "20–60 blocks", or "30 blocks". */
export function formatCountRange(
  counts: readonly number[],
  singular: string,
  plural = `${singular}s`,
): string {
  const lo = Math.min(...counts);
  const hi = Math.max(...counts);
  return lo === hi
    ? formatCountOf(lo, singular, plural)
    : `${formatCount(lo)}–${formatCountOf(hi, singular, plural)}`;
}

/** A size as "1.5 MiB". */
export function formatBytes(bytes: Bytes): string {
  if (!Number.isFinite(bytes)) return noNumber;
  const unit = unitFor(bytes, byteUnits);
  return `${unit.size === 1 ? formatCount(bytes) : significant(bytes / unit.size)} ${unit.name}`;
}

/** A share, 0 to 1, as "97.2 %". */
export function formatShare(share: number): string {
  return Number.isFinite(share) ? `${significant(share * 100)} %` : noNumber;
}

/** Coverage of an interval, 0 to 1, as "98.4 %": rounded down, so that it is never overstated. */
export function formatCoverage(coverage: number): string {
  if (!Number.isFinite(coverage)) return noNumber;
  // The small term undoes representation errors such as 0.98 * 1000 = 979.999….
  return `${Math.floor(coverage * 1000 + 1e-9) / 10} %`;
}

/** A probability as "0.0042"; what is smaller than one in ten thousand as "< 0.0001". */
export function formatP(p: number): string {
  if (!Number.isFinite(p)) return noNumber;
  return p < 1e-4 ? '< 0.0001' : String(Number(p.toPrecision(2)));
}

function unitFor(value: number, units: readonly Unit[]): Unit {
  const size = Math.abs(value);
  const [smallest] = units;
  // 999.6 ns would print as "1000 ns": the next unit takes over where three digits round up.
  const fits = units.filter((unit) => size >= unit.size * 0.9995);
  return fits.at(-1) ?? smallest ?? { name: '', size: 1 };
}

function besideOne(ratio: number): string {
  for (let digits = 3; digits <= 6; digits += 1) {
    const text = significant(ratio, digits);
    if (Number(text) !== 1 || ratio === 1) return text;
  }
  return significant(ratio);
}

function significant(value: number, digits = 3): string {
  if (value === 0) return '0';
  const sign = value < 0 ? '−' : '';
  const size = Math.abs(value);
  if (size < 1e-6) return `${sign}${size.toExponential(digits - 1)}`;
  const rounded = Number(size.toPrecision(digits));
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(rounded)));
  const text = size >= 10 ** digits ? size.toFixed(0) : rounded.toFixed(decimals);
  return sign + groupedDigits(text);
}
