// SPDX-License-Identifier: Apache-2.0
// How busy the donor is, the same steps in every scenario; the first is what the others are compared with.

import type { LaunchParameters, Variant } from '../scenario.ts';

/** CPU time of a request, on average: a small answer of a proxy. */
const serviceNs = 50_000;

function busy(percent: number, service: LaunchParameters['service']): Variant {
  const tail = service === 'heavy-tailed' ? ', heavy-tailed' : '';
  const parameters = { service, serviceNs, utilisationPercent: percent };
  return { label: `${String(percent)} % busy${tail}`, parameters };
}

export const busyVariants: readonly Variant[] = [
  { label: 'idle', parameters: {} },
  busy(50, 'constant'),
  busy(80, 'constant'),
  busy(95, 'constant'),
  busy(80, 'heavy-tailed'),
];

/** The receiver begins, at instants that the donor does not know: a Poisson process of 300 a second, so that it finds
 * the donor's loop anywhere. */
export const dueAtRandom: Partial<LaunchParameters> = {
  initiator: 'receiver',
  arrivals: 'poisson',
  ratePerSecond: 300,
  warmup: 10,
  transfers: 100,
};
