// SPDX-License-Identifier: Apache-2.0
// How many peaks a distribution has, as one number (the m-value): the way up and down along its density, in heights
// of the highest peak. One peak gives 2, two of the same height with nothing between them give 4.

import { quantileOfSorted, sortedCopy } from './quantile.ts';

/** With fewer values their density is what was put into it. */
const minimumValues = 20;

/** null: too few values, or all the same. */
export function mValue(values: readonly number[]): number | null {
  if (values.length < minimumValues) return null;
  const sorted = sortedCopy(values);
  if (sorted[0] === sorted.at(-1)) return null;
  const heights = densityOf(sorted, bandwidthOf(sorted));
  const way = heights.reduce(
    (sum, height, i) => sum + Math.abs(height - (heights[i - 1] ?? 0)),
    heights.at(-1) ?? 0,
  );
  return way / Math.max(...heights);
}

/** Silverman's rule, by the spread that outliers do not move where that one is not 0. Its factor of 0.9 is for one
 * mode: with two the spread holds their distance, and the valley is smoothed away. With 0.7 and 30 values 1 % of
 * normal samples lie above 2.8, and 80 % of those of two modes six deviations apart. */
const factor = 0.7;

function bandwidthOf(sorted: readonly number[]): number {
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  const variance = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (sorted.length - 1);
  const quartiles = quantileOfSorted(sorted, 0.75) - quantileOfSorted(sorted, 0.25);
  // A normal distribution's quartiles lie 1.34 standard deviations apart.
  const spreads = [Math.sqrt(variance), quartiles / 1.34].filter((spread) => spread > 0);
  return factor * Math.min(...spreads) * sorted.length ** -0.2;
}

/** A Gaussian kernel's density, in rising order of place: around each value, up to three bandwidths off. An even grid
 * would be too coarse beside one value that is far off; between the places there is nothing. */
function densityOf(sorted: readonly number[], bandwidth: number): number[] {
  const steps = Array.from({ length: 13 }, (_, i) => (i - 6) * (bandwidth / 2));
  const places = sortedCopy(sorted.flatMap((value) => steps.map((step) => value + step)));
  return places.map((place) =>
    sorted.reduce((sum, value) => sum + Math.exp(-0.5 * ((place - value) / bandwidth) ** 2), 0),
  );
}
