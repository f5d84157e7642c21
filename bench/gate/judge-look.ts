// SPDX-License-Identifier: Apache-2.0
// One look: from the block log-ratios of every endpoint to estimates, bounds and p-values, and what the rules make
// of them. Holm over the declared endpoints: each of them may cry wolf.

import type { Endpoint, Look } from '../results/gate-result.ts';
import { holm } from '../stats/adjust.ts';
import { hodgesLehmann, hodgesLehmannInterval } from '../stats/hodges-lehmann.ts';
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
  const bounds = hodgesLehmannInterval(logRatios, 1 - 2 * alpha);
  return {
    blocks: logRatios.length,
    alpha,
    ratio: logRatios.length === 0 ? 1 : Math.exp(hodgesLehmann(logRatios)),
    lower: bounds && Math.exp(bounds.lo),
    upper: bounds && Math.exp(bounds.hi),
    pSlower: signedRankTest(logRatios)?.pGreater ?? 1,
    pSlowerSign: signTest(logRatios)?.pGreater ?? 1,
  };
}
