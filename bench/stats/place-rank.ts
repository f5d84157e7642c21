// SPDX-License-Identifier: Apache-2.0
// One value of a sorted list without sorting it (Hoare's FIND): of thousands of resamples only those beside two
// quantiles are read.

/** Reorders `values` so that place `rank` holds what it would hold sorted; none before it is larger and none behind it
 * smaller. Places that were given their ranks before keep their values. */
export function placeRank(values: Float64Array, rank: number): void {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const { left, right } = partition(values, low, high);
    if (rank <= right) high = right;
    else if (rank >= left) low = left;
    else return;
  }
}

/** Afterwards no value up to `right` is larger, and none from `left` is smaller, than those between, which are equal. */
function partition(values: Float64Array, low: number, high: number): { left: number; right: number } {
  const pivot = values[(low + high) >> 1] as number;
  let left = low;
  let right = high;
  while (left <= right) {
    while ((values[left] as number) < pivot) left += 1;
    while ((values[right] as number) > pivot) right -= 1;
    if (left > right) break;
    const moved = values[left] as number;
    values[left] = values[right] as number;
    values[right] = moved;
    left += 1;
    right -= 1;
  }
  return { left, right };
}
