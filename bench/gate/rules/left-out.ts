// SPDX-License-Identifier: Apache-2.0
// What was asked for and cannot be measured here: without it there is no PASS, and nothing to wait for either. A FAIL
// of the rest stays one.

import type { Reason, Verdict } from '../../results/gate-result.ts';
import type { Skip } from '../../results/result.ts';

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
export function leftOutText({ scenario, placement, arm, point, reason, remedy }: Skip): string {
  const where = [scenario, placement, arm].filter((word) => word !== null).join(' ');
  const at = point === null ? '' : ` × ${String(point)}`;
  return `${where}${at} was not measured: ${reason}; ${remedy}, or leave it out with --only`;
}
