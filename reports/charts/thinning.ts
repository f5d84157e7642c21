// SPDX-License-Identifier: Apache-2.0
// Leaves out points that nobody could tell from the one before: a band has as many points as its curve has knots, and a
// page has little room.

/** The least step of a line and of an area, in pixels. */
export const lineStep = 1;
export const bandStep = 1.5;

/** Keeps the first, the last, and each that lies `least` pixels or more from the one kept before it, in any of the
 * coordinates that `place` gives. */
export function thinned<T>(
  points: readonly T[],
  place: (point: T) => readonly number[],
  least: number,
): readonly T[] {
  let before: readonly number[] | null = null;
  return points.filter((point, index) => {
    const here = place(point);
    const isFar = here.some((value, axis) => !(Math.abs(value - (before?.[axis] ?? Infinity)) < least));
    if (!isFar && index < points.length - 1) return false;
    before = here;
    return true;
  });
}

/** Where a value stands on an axis of so many pixels. */
export function logPlace([lo, hi]: readonly [number, number], pixels: number): (value: number) => number {
  const perFactor = pixels / Math.log(hi / lo);
  return (value) => Math.log(value / lo) * perFactor;
}
