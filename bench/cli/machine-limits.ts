// SPDX-License-Identifier: Apache-2.0
// What the plan must know of a machine.

import type { MachineLimits } from '../plan/limits.ts';
import type { Machine } from '../preflight/finding.ts';

export function limitsOf({ allowedCpus, nofile, inFlightLimit, socketBufferBytes }: Machine): MachineLimits {
  const inFlight = { descriptors: inFlightLimit, socketBufferBytes };
  return { allowedCpus, nofileHard: nofile.hard, inFlight };
}
