// SPDX-License-Identifier: Apache-2.0
// One look: from the block log-ratios of every endpoint to estimates, bounds and p-values, and what the rules make
// of them. Holm over the declared endpoints: each of them may cry wolf.

import type { Endpoint, Look } from '../results/gate-result.ts';
import { holm } from '../stats/adjust.ts';
import { hodgesLehmann, hodgesLehmannInterval } from '../stats/hodges-lehmann.ts';
import { likenessOfNeighbours, wideningFor } from '../stats/likeness.ts';
import { signInterval } from '../stats/sign-interval.ts';
import { signTest } from '../stats/sign-test.ts';
import { signedRankTest } from '../stats/signed-rank.ts';
import { fails } from './rules/fail.ts';
import { passes } from './rules/pass.ts';

/** An endpoint with log(head / base) of its blocks so far, and what it still can be. */
export interface LookedAt {
  readonly endpoint: Endpoint;
  readonly alpha: number;
  readonly logRatios: readonly number[];
  /** A doubt weakens its number: no decision may rest on it. */
  readonly isWeakened: boolean;
}

/** `others`: the last p-values of endpoints that are not looked at any more; they count for Holm. */
export function judgeLook(lookedAt: readonly LookedAt[], others: readonly number[]): Look[] {
  const evidence = lookedAt.map(gather);
  const adjusted = holm([...evidence.map(({ pSlower }) => pSlower), ...others]);
  return evidence.map((one, i) => {
    const { endpoint, isWeakened } = lookedAt[i] as LookedAt;
    const seen = { ...one, pSlowerHolm: adjusted[i] ?? 1 };
    return { ...seen, decision: decisionOn(seen, endpoint.tolerance, isWeakened) };
  });
}

/** What the rules look at. */
export type Evidence = Omit<Look, 'decision'>;

export function decisionOn(evidence: Evidence, tolerance: number, isWeakened: boolean): Look['decision'] {
  if (isWeakened) return 'OPEN';
  if (fails(evidence, tolerance)) return 'FAIL';
  return passes(evidence, tolerance) ? 'PASS' : 'OPEN';
}

function gather({ alpha, logRatios }: LookedAt): Omit<Evidence, 'pSlowerHolm'> {
  const estimate = logRatios.length === 0 ? 0 : hodgesLehmann(logRatios);
  const bounds = hodgesLehmannInterval(logRatios, 1 - 2 * alpha);
  const upper = bounds && largestOf(logRatios, { alpha, estimate, upper: bounds.hi });
  return {
    blocks: logRatios.length,
    alpha,
    ratio: Math.exp(estimate),
    lower: bounds && Math.exp(bounds.lo),
    upper: upper === null ? null : Math.exp(upper),
    pSlower: signedRankTest(logRatios)?.pGreater ?? 1,
    pSlowerSign: signTest(logRatios)?.pGreater ?? 1,
  };
}

interface Bound {
  readonly alpha: number;
  readonly estimate: number;
  /** By the signed-rank test, of independent and symmetric values. */
  readonly upper: number;
}

/** What a PASS must exclude. A FAIL has two tests and a second pass; a PASS has this: the signed-rank bound, longer
 * where neighbours are alike, and no less than the sign test's, which holds for skewed ratios as well. */
function largestOf(logRatios: readonly number[], { alpha, estimate, upper }: Bound): number | null {
  const sign = signInterval(logRatios, 1 - 2 * alpha);
  if (sign === null) return null;
  return Math.max(sign.hi, estimate + wideningFor(likenessOfNeighbours(logRatios)) * (upper - estimate));
}
