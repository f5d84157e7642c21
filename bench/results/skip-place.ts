// SPDX-License-Identifier: Apache-2.0
// What was left out, in the words of every list of skips.

import type { Scenario } from '../../scenarios/scenario.ts';
import { axisOf, pointBehindName } from './axis-words.ts';
import type { Skip } from './result.ts';

/** "batch same-cpu pidfd_getfd × 10000", "capacity cross-cpu scm_rights × 64 pairs": without separators, as `--only`
 * takes it. Where the scenarios are not at hand, the number stands bare. */
export function skipPlace(skip: Skip, scenarios: readonly Scenario[] = []): string {
  const { scenario, placement, arm, point } = skip;
  const behind = pointBehindName(axisOf(scenarios, scenario), point, String);
  return [scenario, placement, arm, behind].filter((word) => word !== null && word !== '').join(' ');
}
