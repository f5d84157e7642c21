// SPDX-License-Identifier: Apache-2.0
// The first thing that is wrong in a list, with its place.

/** "rows/3/wall is negative" or, with another joint, "rows/3 has a negative wall"; null: nothing is wrong. */
export function firstFault<Item>(
  items: readonly Item[],
  name: string,
  fault: (item: Item) => string | null,
  joint = '/',
): string | null {
  for (const [index, item] of items.entries()) {
    const wrong = fault(item);
    if (wrong !== null) return `${name}/${String(index)}${joint}${wrong}`;
  }
  return null;
}
