// SPDX-License-Identifier: Apache-2.0
// What other threads of the donor may be at, in words that mean the same in every scenario.

import type { Variant } from '../scenario.ts';

export const openAndClose: Variant = {
  label: '64 threads open and close',
  parameters: { donorThreads: 64, threadsDo: 'open-close' },
};

export const allocate: Variant = {
  label: '64 threads allocate',
  parameters: { donorThreads: 64, threadsDo: 'allocate' },
};
