// SPDX-License-Identifier: Apache-2.0
// Numbers as people read them, the same everywhere on the terminal.

import { groupedRound } from '../results/grouped-digits.ts';
import type { Estimate } from '../results/result.ts';
import type { Nanoseconds } from '../units.ts';

/** "812 ns", "5.61 µs", "1.20 ms": three digits. */
export function formatDuration(ns: Nanoseconds): string {
  const unit = unitFor(ns);
  return `${threeDigits(ns / unit.size)} ${unit.name}`;
}

/** "5.61 µs [5.52, 5.70]": the interval in the value's unit; without one the value alone. */
export function formatDurationEstimate(estimate: Estimate): string {
  const unit = unitFor(estimate.value);
  const range = formatRange(estimate, (ns) => threeDigits(ns / unit.size));
  return `${formatDuration(estimate.value)}${range}`;
}

/** "1.24 [1.20, 1.29]". */
export function formatRatio(estimate: Estimate | null): string {
  if (estimate === null) return '–';
  const digits = (ratio: number): string => (ratio < 9.995 ? ratio.toFixed(3) : threeDigits(ratio));
  return `${digits(estimate.value)}${formatRange(estimate, digits)}`;
}

/** "801,000/s [795,000, 809,000]". */
export function formatRate(estimate: Estimate): string {
  return `${groupedRound(estimate.value)}/s${formatRange(estimate, groupedRound)}`;
}

/** "97 % [96, 98]". */
export function formatShare(estimate: Estimate): string {
  const digits = (share: number): string => String(Math.round(share * 100));
  return `${digits(estimate.value)} %${formatRange(estimate, digits)}`;
}

/** "2.03 [2.00, 2.06]": a number that has no unit. */
export function formatPlain(estimate: Estimate): string {
  return `${threeDigits(estimate.value)}${formatRange(estimate, threeDigits)}`;
}

/** "4 s", "2 min 10 s". */
export function formatSeconds(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return whole < 60 ? `${String(whole)} s` : `${String(Math.floor(whole / 60))} min ${String(whole % 60)} s`;
}

function formatRange(estimate: Estimate, digits: (value: number) => string): string {
  const { interval } = estimate;
  return interval === null ? '' : ` [${digits(interval.lo)}, ${digits(interval.hi)}]`;
}

function unitFor(ns: number): { name: string; size: number } {
  if (ns < 1e3) return { name: 'ns', size: 1 };
  if (ns < 1e6) return { name: 'µs', size: 1e3 };
  return ns < 1e9 ? { name: 'ms', size: 1e6 } : { name: 's', size: 1e9 };
}

function threeDigits(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
