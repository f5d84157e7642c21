// SPDX-License-Identifier: Apache-2.0
// Every hazard, in the order in which they are played and told: of the push, of the pull, of both.

import type { Hazard } from '../hazard.ts';
import { truncatedControl } from './truncated-control.ts';

export const hazards: readonly Hazard[] = [truncatedControl];
