// SPDX-License-Identifier: Apache-2.0
// Numbers of a gate as table cells: a ratio with one interval, a bound, a duration, or a dash.

import type { ConfidenceInterval } from '../../bench/results/result.ts';
import type { TableCell } from '../article/blocks.ts';
import { formatCoverage, formatDuration, formatRatio, noNumber } from '../format.ts';

export function words(value: string): TableCell {
  return { text: [value] };
}

export function durationCell(ns: number | null): TableCell {
  return words(ns === null ? noNumber : formatDuration(ns));
}

export function ratioCell(ratio: number | null): TableCell {
  return words(ratio === null ? noNumber : fineRatio(ratio));
}

/** "1.01–1.03", with what it covers as the detail. */
export function intervalCell(interval: ConfidenceInterval | null | undefined): TableCell {
  if (interval == null) return words(noNumber);
  const { lo, hi, coverage } = interval;
  return { text: [fineInterval(lo, hi)], detail: formatCoverage(coverage) };
}

/** "1.006×": a gate is about a few per cent, for which three digits are too few. Never 1 for what is not 1. */
export function fineRatio(ratio: number): string {
  if (!(ratio < 10 && ratio >= 0.1)) return formatRatio(ratio);
  const enough = [3, 4, 5, 6].find((digits) => ratio === 1 || Number(ratio.toFixed(digits)) !== 1) ?? 3;
  return `${ratio.toFixed(enough)}×`;
}

/** "1.001–1.012". */
export function fineInterval(lo: number, hi: number): string {
  return `${fineRatio(lo)}–${fineRatio(hi)}`.replaceAll('×', '');
}
