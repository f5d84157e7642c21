// SPDX-License-Identifier: Apache-2.0
// The sum of the positive ranks when each sign is a coin's: exact, for the ranks that there are, shared ones included.

/** P(sum ≤ s) at index 2s: shared ranks are halves, so everything is counted in halves. */
export function sumsOfRanks(ranks: readonly number[]): Float64Array {
  const doubled = ranks.map((rank) => Math.round(2 * rank));
  const most = doubled.reduce((sum, rank) => sum + rank, 0);
  const probability = new Float64Array(most + 1);
  probability[0] = 1;
  let reached = 0;
  for (const rank of doubled) {
    reached += rank;
    // From above, so that each rank is taken once: it is in the sum or not, with one half each.
    for (let sum = reached; sum >= 0; sum--) {
      const without = probability[sum] as number;
      const withIt = sum >= rank ? (probability[sum - rank] as number) : 0;
      probability[sum] = (without + withIt) / 2;
    }
  }
  for (let sum = 1; sum <= most; sum++)
    probability[sum] = (probability[sum] as number) + (probability[sum - 1] as number);
  return probability;
}

/** The same for the ranks 1 to n, kept: a gate asks for it at every look. */
export function sumsOfPlainRanks(n: number): Float64Array {
  const known = plain.get(n);
  if (known !== undefined) return known;
  const made = sumsOfRanks(Array.from({ length: n }, (_, i) => i + 1));
  plain.set(n, made);
  return made;
}

const plain = new Map<number, Float64Array>();
