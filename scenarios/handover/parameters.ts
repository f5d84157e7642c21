// SPDX-License-Identifier: Apache-2.0
// What handovers have in common, where their scenario does not say otherwise.

import type { HandoverParameters } from '../handover-scenario.ts';

export const usualHandover: HandoverParameters = {
  listeners: 1,
  ratePerSecond: 5000,
  arrivals: 'poisson',
  streams: 0,
  serviceNs: 0,
  requests: 1,
  beforeMs: 450,
  afterMs: 450,
  timeoutMs: 3000,
  // Shorter than the window in which delays are told: the end of the old process is in it too.
  trialMs: 30,
};
