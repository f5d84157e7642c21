// SPDX-License-Identifier: Apache-2.0
// What goes on around the transfers. A proxy with 10,000 new connections a second closes as many: 10,000 is its churn. In a
// table of 256 entries each number is then replaced 39 times a second, a mean life of 26 ms; the rate of swaps grows with
// churn ÷ table. A listener, which is what proxies hand over, is not churned.

import type { SilentCondition } from '../silent-scenario.ts';

/** Of a receiver that is nearly full. */
const freeMax = 100;

export const silentConditions: readonly SilentCondition[] = [
  { id: 'quiet', does: 'nothing else goes on', churnPerSecond: 0, freeMax: null },
  churn('churn-1k', 1000),
  churn('churn-10k', 10_000),
  churn('churn-100k', 100_000),
  {
    id: 'pressure',
    does: `the receiver has 0 to ${String(freeMax)} free slots, drawn anew for each transfer`,
    churnPerSecond: 0,
    freeMax,
  },
  {
    id: 'churn-and-pressure',
    does: `both: 10,000 entries a second are replaced, and the receiver has 0 to ${String(freeMax)} free slots`,
    churnPerSecond: 10_000,
    freeMax,
  },
];

function churn(id: string, churnPerSecond: number): SilentCondition {
  return {
    id,
    does: `${churnPerSecond.toLocaleString('en')} entries of the donor’s table a second are closed and opened again, with another file`,
    churnPerSecond,
    freeMax: null,
  };
}
