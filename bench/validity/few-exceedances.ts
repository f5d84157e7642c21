// SPDX-License-Identifier: Apache-2.0
// A percentile of a launch is worth what lies beyond it: a p99 of 500 samples is its fifth largest, and five events
// decide it.

import type { Quantiles } from '../results/result.ts';
import type { ValidityCheck } from './check.ts';

/** The least that must lie beyond a percentile for it to be printed at all (docs/method.md). */
const fewestBeyond = 10;

/** The share of a launch's samples beyond each percentile. The p50 is left out: half of the samples lie on either
 * side of it, and what few samples leave open there is seen in the spread between blocks. */
const beyond: Readonly<Partial<Record<keyof Quantiles, number>>> = { p10: 0.1, p90: 0.1, p99: 0.01 };

export const fewExceedances: ValidityCheck = {
  id: 'few-exceedances',
  look: ({ figure: { measure, quantile }, launches }) => {
    const share = beyond[quantile];
    if (share === undefined) return null;
    const counts = launches.flatMap((launch) => (launch.status === 'ok' ? (launch[measure]?.n ?? []) : []));
    const fewest = Math.min(...counts);
    const needed = Math.round(fewestBeyond / share);
    if (fewest >= needed) return null;
    return {
      weight: 'weakens',
      evidence: `A launch has ${String(fewest)} samples, of which ${String(Math.floor(fewest * share))} lie beyond its ${quantile}; ${String(fewestBeyond)} are the least.`,
      advice: `Record ${String(needed)} transfers or more a launch, or look at a percentile nearer to the middle.`,
    };
  },
};
