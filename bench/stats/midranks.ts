// SPDX-License-Identifier: Apache-2.0
// Ranks from 1 in rising order; values that are equal share the mean of their ranks.

export interface Ranked {
  /** In the order of the values. Multiples of one half. */
  readonly ranks: readonly number[];
  /** How many values share a rank, for each rank that is shared. */
  readonly ties: readonly number[];
}

/** Values are equal when they differ by rounding only: log(a/b) and -log(b/a) can differ in their last bit, and
 * would then always be ranked in the same order. */
export function midranks(values: readonly number[]): Ranked {
  const order = [...values.keys()].sort((a, b) => (values[a] as number) - (values[b] as number));
  const ranks = new Array<number>(values.length);
  const ties: number[] = [];
  for (let first = 0; first < order.length;) {
    let next = first + 1;
    while (next < order.length && areEqual(at(values, order, next - 1), at(values, order, next))) next++;
    for (let i = first; i < next; i++) ranks[order[i] as number] = (first + 1 + next) / 2;
    if (next - first > 1) ties.push(next - first);
    first = next;
  }
  return { ranks, ties };
}

/** Σ (t³ − t): by how much ties lessen the variance of a rank statistic. */
export function tieCorrection({ ties }: Ranked): number {
  return ties.reduce((sum, size) => sum + size ** 3 - size, 0);
}

const rounding = 1e-12;

function areEqual(below: number, above: number): boolean {
  return above - below <= rounding * Math.max(Math.abs(below), Math.abs(above));
}

function at(values: readonly number[], order: readonly number[], i: number): number {
  return values[order[i] as number] as number;
}
