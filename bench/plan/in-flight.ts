// SPDX-License-Identifier: Apache-2.0
// Descriptors that are sent and not yet received are counted for each user, and limited by the sender's
// RLIMIT_NOFILE (unix(7), ETOOMANYREFS); privileged users are exempt. A stream that nobody acknowledges
// fills the socket's buffer, and with it this limit.

import type { LaunchParameters } from '../../scenarios/scenario.ts';
import { mechanisms } from '../mechanisms.ts';
import type { Skip } from '../results/result.ts';
import { parametersAt } from './blocks.ts';
import type { LaunchCell } from './plan.ts';

export interface InFlightLimit {
  /** null: this user is exempt. */
  readonly descriptors: number | null;
  /** net.core.wmem_default: how much a socket takes that nobody reads. */
  readonly socketBufferBytes: number;
}

/** The arms of a cell that would exceed it at a point. */
export function inFlightSkips(
  cell: LaunchCell,
  point: number | null,
  { inFlight }: { readonly inFlight: InFlightLimit },
): Skip[] {
  const limit = inFlight.descriptors;
  if (limit === null) return [];
  return cell.arms.flatMap((arm) => {
    const parameters = parametersAt(arm.parameters, cell.scenario.axis, point);
    const most = mostInFlight(parameters, inFlight.socketBufferBytes);
    if (!isPush(arm.mechanism) || parameters.acknowledge !== 'none' || most <= limit) return [];
    return {
      scenario: cell.scenario.id,
      placement: cell.placement,
      arm: arm.id,
      point,
      reason: `up to ${String(most)} descriptors would be in flight; this user may have ${String(limit)} (ETOOMANYREFS)`,
      remedy: `raise RLIMIT_NOFILE to ${String(most)} (ulimit -n), or run with CAP_SYS_RESOURCE`,
    };
  });
}

/** What the kernel charges for a message: its bytes and its own bookkeeping, in a power of two, and a
 * sk_buff (seen on 6.18: 277 one-byte messages fill the default buffer). */
function mostInFlight({ batch, chunk }: LaunchParameters, bufferBytes: number): number {
  const fdsEach = Math.min(batch, chunk);
  const payload = 16 + 4 * fdsEach;
  const charged = 2 ** Math.ceil(Math.log2(payload + 320)) + 256;
  return (Math.floor(bufferBytes / charged) + 1) * fdsEach;
}

function isPush(mechanism: string): boolean {
  return mechanisms.some(({ name, direction }) => name === mechanism && direction === 'push');
}
