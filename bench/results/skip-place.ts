// SPDX-License-Identifier: Apache-2.0
// What was left out, in the words of every list of skips.

import type { Skip } from './result.ts';

/** "batch same-cpu pidfd_getfd × 10000" */
export function skipPlace({ scenario, placement, arm, point }: Skip): string {
  const where = [scenario, placement, arm].filter((word) => word !== null).join(' ');
  return point === null ? where : `${where} × ${String(point)}`;
}
