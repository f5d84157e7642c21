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
  beforeMs: 500,
  afterMs: 500,
  timeoutMs: 3000,
  trialMs: 100,
};
