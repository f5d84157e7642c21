// SPDX-License-Identifier: Apache-2.0
// Quantiles of type 7 (Hyndman and Fan), as R and NumPy give them by default.

/** The p-quantile of values that are sorted in rising order. */
export function quantileOfSorted(sorted: ArrayLike<number>, p: number): number {
  const place = (sorted.length - 1) * p;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) return Number.NaN;
  // A crossover can lie beyond the axis: between -Infinity and a number stands -Infinity, not NaN.
  return below === above || below === -Infinity
    ? below
    : below + (above - below) * (place - Math.floor(place));
}

export function median(values: readonly number[]): number {
  return quantileOfSorted(sortedCopy(values), 0.5);
}

export function sortedCopy(values: readonly number[]): number[] {
  // A typed array needs no function to compare two numbers, and is sorted several times as fast.
  return Array.from(Float64Array.from(values).sort());
}

/** Whether enough values lie beyond a quantile for it to be printed. */
export function isPrintable(valueCount: number, p: number): boolean {
  const beyond = Math.min(p, 1 - p) * valueCount;
  // 1 - 0.9 is a little under 0.1 in binary: without the tolerance 100 values would not do for p90.
  return beyond >= minimumBeyond - 1e-9;
}

export const minimumBeyond = 10;
