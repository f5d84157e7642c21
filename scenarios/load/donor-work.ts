// SPDX-License-Identifier: Apache-2.0
// How busy the donor is, in steps that mean the same in every scenario; the first of a scenario is what its others are
// compared with.

import type { LaunchParameters, Variant } from '../scenario.ts';

/** CPU time of a request, on average: a small answer of a proxy. */
const serviceNs = 50_000;

export const idle: Variant = { label: 'idle', parameters: {} };

export function busy(utilisationPercent: number, service: 'constant' | 'heavy-tailed' = 'constant'): Variant {
  const tail = service === 'heavy-tailed' ? ', heavy-tailed' : '';
  return {
    label: `${String(utilisationPercent)} % busy${tail}`,
    parameters: { service, serviceNs, utilisationPercent },
  };
}

/** The receiver begins, at instants that the donor does not know: a Poisson process of 100 a second, so that it finds
 * the donor's loop anywhere. */
export const dueAtRandom: Partial<LaunchParameters> = {
  initiator: 'receiver',
  arrivals: 'poisson',
  ratePerSecond: 100,
  warmup: 5,
  transfers: 50,
};
