// SPDX-License-Identifier: Apache-2.0
// p-values of several questions asked at once, each answered with its adjusted value, in the order given.

import padjust from '@stdlib/stats-padjust';

/** Holm: the chance of any false answer among all of them stays below the level. */
export function holm(p: readonly number[]): number[] {
  return adjust(p, 'holm');
}

/** Benjamini and Hochberg: the share of false answers among those given stays below the level. */
export function benjaminiHochberg(p: readonly number[]): number[] {
  return adjust(p, 'bh');
}

/** The library refuses an empty list. */
function adjust(p: readonly number[], method: 'holm' | 'bh'): number[] {
  return p.length === 0 ? [] : padjust([...p], method);
}
