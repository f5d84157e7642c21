// SPDX-License-Identifier: Apache-2.0
// Scenarios of silent failures, in the order in which they are run and told.

import type { SilentScenario } from '../silent-scenario.ts';
import { silentFailures } from './silent-failures.ts';

export const silentScenarios: readonly SilentScenario[] = [silentFailures];
