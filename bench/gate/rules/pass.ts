// SPDX-License-Identifier: Apache-2.0
// PASS: a slowdown of the size that matters is excluded. Evidence that nothing got worse, not absence of evidence
// that something did.

import type { Endpoint, Look } from '../../results/gate-result.ts';
import type { Evidence } from '../judge-look.ts';
import { share } from '../words.ts';

export const rule = 'pass';

export function passes({ upper }: Evidence, tolerance: number): boolean {
  return upper !== null && upper < 1 + tolerance;
}

export function reasonToPass(endpoint: Endpoint, look: Look): { rule: string; text: string } {
  const bound = look.upper ?? Infinity;
  const most = bound < 1 ? `head takes at least ${share(2 - bound)} less` : `at most ${share(bound)}`;
  return {
    rule,
    text: `a slowdown of ${share(1 + endpoint.tolerance)} or more is excluded: ${most} (one-sided bound, ${String(look.blocks)} blocks)`,
  };
}
