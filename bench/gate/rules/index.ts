// SPDX-License-Identifier: Apache-2.0
// The rules that make an endpoint INVALID, gravest first. PASS and FAIL are beside: fail.ts, pass.ts.

import type { Reason } from '../../results/gate-result.ts';
import { canary } from './canary.ts';
import { failedLaunches } from './failed-launches.ts';
import { nothingMeasured } from './nothing-measured.ts';
import { oracle } from './oracle.ts';
import type { Evidence, InvalidRule } from './rule.ts';

export const invalidRules: readonly InvalidRule[] = [oracle, failedLaunches, nothingMeasured, canary];

export function reasonsToInvalidate(evidence: Evidence): Reason[] {
  return invalidRules.flatMap(({ id, look }) => {
    const text = look(evidence);
    return text === null ? [] : [{ rule: id, text }];
  });
}
