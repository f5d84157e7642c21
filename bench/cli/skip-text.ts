// SPDX-License-Identifier: Apache-2.0
// A skip in one line of progress.

import type { Scenario } from '../../scenarios/scenario.ts';
import type { Skip } from '../results/result.ts';
import { skipPlace } from '../results/skip-place.ts';

/** "skipped: batch same-cpu pidfd_getfd × 10000: …" */
export function skipText(skip: Skip, scenarios: readonly Scenario[] = []): string {
  return `skipped: ${skipPlace(skip, scenarios)}: ${skip.reason}`;
}
