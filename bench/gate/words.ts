// SPDX-License-Identifier: Apache-2.0
// Ratios in the words of a verdict.

/** 1.0512 is "5.1 %", 0.98 is "-2.0 %". */
export function share(ratio: number): string {
  return `${((ratio - 1) * 100).toFixed(1)} %`;
}

/** 1.0512 is "takes 5.1 % longer", 0.98 "takes 2.0 % less". */
export function takes(ratio: number, verb: 'takes' | 'took' = 'takes'): string {
  return ratio < 1 ? `${verb} ${share(2 - ratio)} less` : `${verb} ${share(ratio)} longer`;
}
