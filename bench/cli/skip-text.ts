// SPDX-License-Identifier: Apache-2.0
// A skip in one line of progress.

import type { Skip } from '../results/result.ts';

/** "skipped: batch same-cpu pidfd_getfd × 10000: …" */
export function skipText({ scenario, placement, arm, point, reason }: Skip): string {
  const where = [scenario, placement, arm].filter((word) => word !== null).join(' ');
  return `skipped: ${where}${point === null ? '' : ` × ${String(point)}`}: ${reason}`;
}
