// SPDX-License-Identifier: Apache-2.0
// The Hodges–Lehmann estimate, the median of the means of all pairs (Walsh averages), and the interval of all shifts
// that the signed-rank test does not refute: two order statistics of the same means.
//
// With ties and zeros the interval covers at least what it says: equal means only widen it.

import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import signedRankQuantile from '@stdlib/stats-base-dists-signrank-quantile';
import type { ConfidenceInterval } from '../results/result.ts';
import { quantileOfSorted } from './quantile.ts';
import { sumsOfPlainRanks } from './signed-rank-distribution.ts';
import { largestExact } from './signed-rank.ts';

/** NaN without values. */
export function hodgesLehmann(values: readonly number[]): number {
  return quantileOfSorted(walshAverages(values), 0.5);
}

/** null: the whole line would be needed for that level. */
export function hodgesLehmannInterval(values: readonly number[], level: number): ConfidenceInterval | null {
  const place = placeOf(values.length, level);
  if (place === null) return null;
  const averages = walshAverages(values);
  return {
    lo: averages[place.k - 1] as number,
    hi: averages[averages.length - place.k] as number,
    coverage: place.coverage,
  };
}

/** In rising order. */
function walshAverages(values: readonly number[]): Float64Array {
  const n = values.length;
  const averages = new Float64Array((n * (n + 1)) / 2);
  let count = 0;
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) averages[count++] = ((values[i] as number) + (values[j] as number)) / 2;
  }
  return averages.sort();
}

/** Which order statistic from either end, counted from 1, and what the two cover. */
interface Place {
  readonly k: number;
  readonly coverage: number;
}

/** Kept: the exact quantile takes tens of milliseconds, and a gate asks for few of them many times. */
function placeOf(n: number, level: number): Place | null {
  const key = `${String(n)} ${String(level)}`;
  const known = places.get(key);
  if (known !== undefined) return known;
  const place = n === 0 ? null : n <= largestExact ? exactPlace(n, level) : normalPlace(n, level);
  places.set(key, place);
  return place;
}

const places = new Map<string, Place | null>();

/** As in R: the smallest sum of ranks that is not too improbable in the lower tail. */
function exactPlace(n: number, level: number): Place | null {
  const k = signedRankQuantile((1 - level) / 2, n);
  if (!(k >= 1)) return null;
  return { k, coverage: 1 - 2 * (sumsOfPlainRanks(n)[2 * (k - 1)] as number) };
}

/** R searches the same means for the place where the corrected statistic crosses the normal quantile. */
function normalPlace(n: number, level: number): Place | null {
  const centre = (n * (n + 1)) / 4;
  const sigma = Math.sqrt((n * (n + 1) * (2 * n + 1)) / 24);
  const k = Math.floor(centre + 0.5 + sigma * normalQuantile((1 - level) / 2, 0, 1));
  if (!(k >= 1)) return null;
  return { k, coverage: 1 - 2 * normalCdf((k - 0.5 - centre) / sigma, 0, 1) };
}
