// SPDX-License-Identifier: Apache-2.0
// How far a value tells the one `lag` places later: blocks that are not independent carry less than they seem to.

/** Of values in the order of time, which is what it is about. null: too few values, or all the same. */
export function autocorrelation(values: readonly number[], lag: number): number | null {
  if (values.length < lag + 2) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const distances = values.map((value) => value - mean);
  const variance = distances.reduce((sum, distance) => sum + distance * distance, 0);
  if (!(variance > 0)) return null;
  const shared = distances
    .slice(lag)
    .reduce((sum, distance, i) => sum + distance * (distances[i] as number), 0);
  return shared / variance;
}
