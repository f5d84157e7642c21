// SPDX-License-Identifier: Apache-2.0
// The sign test: in how many blocks was it above 0? It asks nothing of the values' distribution, and is the second
// opinion beside the signed-rank test, which asks for symmetry.

import binomialCdf from '@stdlib/stats-base-dists-binomial-cdf';

export interface SignTest {
  readonly positive: number;
  /** Values that are not 0. */
  readonly n: number;
  readonly pTwoSided: number;
  readonly pGreater: number;
  readonly pLess: number;
}

/** null without a value that is not 0. */
export function signTest(values: readonly number[]): SignTest | null {
  const counted = values.filter((value) => value !== 0);
  const n = counted.length;
  if (n === 0) return null;
  const positive = counted.filter((value) => value > 0).length;
  const pGreater = binomialCdf(n - positive, n, 0.5);
  const pLess = binomialCdf(positive, n, 0.5);
  return { positive, n, pTwoSided: Math.min(1, 2 * Math.min(pGreater, pLess)), pGreater, pLess };
}
