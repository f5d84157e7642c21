// SPDX-License-Identifier: Apache-2.0
// FAIL: head is slower, and by more than matters. The bound alone would fail a gate for a slowdown of 0.1 % that
// is certain; the estimate alone for one of 6 % that is noise.

import type { Endpoint, Look } from '../../results/gate-result.ts';
import type { Evidence } from '../judge-look.ts';
import { share } from '../words.ts';

export const rule = 'fail';

export function fails(evidence: Evidence, tolerance: number): boolean {
  const { alpha, ratio, lower, pSlowerHolm, pSlowerSign } = evidence;
  const isSlower = lower !== null && lower > 1 && pSlowerHolm <= alpha && pSlowerSign <= alpha;
  return isSlower && ratio > 1 + tolerance;
}

export function reasonToFail(
  endpoint: Endpoint,
  first: Look,
  confirmed: Look,
): { rule: string; text: string } {
  const text = `head takes ${share(first.ratio)} longer, and ${share(confirmed.ratio)} in a second, independent pass; ${share(1 + endpoint.tolerance)} is the most that may be`;
  return { rule, text: `${text}. Look at what changed on this path, or state why the slowdown is wanted` };
}
