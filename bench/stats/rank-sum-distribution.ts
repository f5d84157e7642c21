// SPDX-License-Identifier: Apache-2.0
// The rank sum of one of two groups when it is drawn at random from both: exact, by counting.

/** P(U ≤ u) at index u, for groups of m and n; U is the rank sum less its least value. */
export function atMostOfRankSums(m: number, n: number): Float64Array {
  const key = `${String(m)} ${String(n)}`;
  const known = distributions.get(key);
  if (known !== undefined) return known;
  const made = count(m, n);
  distributions.set(key, made);
  return made;
}

/** Kept: drift checks ask for the same few sizes all the time. */
const distributions = new Map<string, Float64Array>();

/** Ranks are dealt out one by one, the largest first: one that goes to the first group lies above all of the second
 * group's that are still to come. */
function count(m: number, n: number): Float64Array {
  // chances[i][u]: of the ranks dealt so far, i went to the first group, and lie above u of the second in all.
  const chances = Array.from({ length: m + 1 }, () => new Float64Array(m * n + 1));
  (chances[0] as Float64Array)[0] = 1;
  for (let dealt = 0; dealt < m + n; dealt++) {
    for (let i = Math.min(dealt, m); i >= Math.max(0, dealt - n); i--) {
      deal(chances, i, { left: m - i, othersLeft: n - (dealt - i) });
    }
  }
  const all = chances[m] as Float64Array;
  for (let u = 1; u < all.length; u++) all[u] = (all[u] as number) + (all[u - 1] as number);
  return all;
}

/** The next rank goes to the first group in proportion to the places that it has left. */
function deal(
  chances: readonly Float64Array[],
  i: number,
  { left, othersLeft }: { readonly left: number; readonly othersLeft: number },
): void {
  const from = chances[i] as Float64Array;
  const to = chances[i + 1];
  const share = left / (left + othersLeft);
  for (let u = from.length - 1; u >= 0; u--) {
    const chance = from[u] as number;
    if (chance === 0) continue;
    if (to !== undefined && left > 0) to[u + othersLeft] = (to[u + othersLeft] as number) + chance * share;
    from[u] = chance * (1 - share);
  }
}
