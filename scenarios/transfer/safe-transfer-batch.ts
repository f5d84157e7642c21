// SPDX-License-Identifier: Apache-2.0
// The same for as many descriptors as a way takes at once: what is paid once a transfer is then shared.

import type { WayScenario } from '../scenario.ts';
import { safeTransfer } from './safe-transfer.ts';

export const safeTransferBatch: WayScenario = {
  ...safeTransfer,
  id: 'safe-transfer-batch',
  question: 'What does it cost for 16 descriptors at once?',
  batch: 16,
  onlyInFull: true,
};
