// SPDX-License-Identifier: Apache-2.0
// What was asked for and cannot be measured here: without it there is no PASS, and nothing to wait for either. A FAIL
// of the rest stays one.

import type { Reason, Verdict } from '../../results/gate-result.ts';
import type { Skip } from '../../results/result.ts';
import { skipPlace } from '../../results/skip-place.ts';

interface Concluded {
  readonly verdict: Verdict;
  readonly reasons: readonly Reason[];
}

const id = 'left-out';

/** The whole of a gate, with what was left out of it from the start. */
export function countLeftOut<Conclusion extends Concluded>(
  conclusion: Conclusion,
  skips: readonly Skip[],
): Conclusion {
  if (skips.length === 0) return conclusion;
  const reasons = skips.map((skip) => ({ rule: id, text: leftOutText(skip) }));
  const isWorse = conclusion.verdict === 'FAIL' || conclusion.verdict === 'INVALID';
  return isWorse
    ? { ...conclusion, reasons: [...conclusion.reasons, ...reasons] }
    : { ...conclusion, verdict: 'INVALID', reasons };
}

/** "batch same-cpu pidfd_getfd × 10000 was not measured: …; …" */
export function leftOutText(skip: Skip): string {
  return `${skipPlace(skip)} was not measured: ${skip.reason}; ${skip.remedy}, or leave it out with --only`;
}
