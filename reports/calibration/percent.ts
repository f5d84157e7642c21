// SPDX-License-Identifier: Apache-2.0
// Shares as this report says them.

import { noNumber } from '../format.ts';

/** 0.0512 is "5.1 %"; a whole one without its ".0". */
export function percent(share: number): string {
  return Number.isFinite(share)
    ? `${(share * 100).toFixed(1).replace(/\.0$/, '').replace('-', '−')} %`
    : noNumber;
}
