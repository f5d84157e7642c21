// SPDX-License-Identifier: Apache-2.0
// A donor that runs and one that does not, in words that mean the same in every scenario.

import type { Variant } from '../scenario.ts';

export const running: Variant = { label: 'running', parameters: {} };

export const stopped: Variant = { label: 'stopped', parameters: { donorState: 'stopped', patienceMs: 50 } };
