// SPDX-License-Identifier: Apache-2.0
// What proofs of live handovers share: the machine they run on, handovers one after the other, and who is left afterwards.

import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { scmRights, pidfdGetfd } from '../../scenarios/handover/arms.ts';
import { usualHandover } from '../../scenarios/handover/parameters.ts';
import type { HandoverMachine, Unnumbered } from '../handover/conduct-handover.ts';
import { conductHandover } from '../handover/conduct-handover.ts';
import { findHandoverMachine } from '../handover/handover-machine.ts';
import { helperPath } from '../native.ts';
import type { PlannedHandover } from '../plan/planned-handover.ts';
import type { ProofSetting } from './proof.ts';

/** The two that transfer. */
export const transferArms = [scmRights, pidfdGetfd];

export async function handoverMachine({ machine, topology, signal }: ProofSetting): Promise<HandoverMachine> {
  return (await findHandoverMachine({ allowedCpus: machine.allowedCpus, topology, signal })).machine;
}

export function planOf(
  changes: Partial<PlannedHandover> & Pick<PlannedHandover, 'arm' | 'seed'>,
): PlannedHandover {
  return {
    scenario: 'proof',
    block: 1,
    position: 0,
    point: 0,
    clients: 'connections',
    parameters: usualHandover,
    ...changes,
  };
}

/** One after the other; ends early when interrupted. */
export async function conductAll(
  planned: readonly PlannedHandover[],
  machine: HandoverMachine,
  ended: (record: Unnumbered, planned: PlannedHandover, count: number) => void,
): Promise<void> {
  for (const [i, one] of planned.entries()) {
    const record = await conductHandover(one, machine);
    if (record === null) return;
    ended(record, one, i + 1);
  }
}

/** Ids of processes that run our helper, or something that it started in our name: those of this user that can be seen. */
export function runningHelpers(): ReadonlySet<number> {
  const own = helperPath();
  const numbers = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return new Set(numbers.map(Number).filter((pid) => programOf(pid) === own));
}

function programOf(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${String(pid)}/exe`);
  } catch {
    return null;
  }
}

/** Sockets in use on this machine, as /proc/net/sockstat counts them in the network of this process; null: it does not say. */
export function socketsInUse(): number | null {
  try {
    const used = /^sockets: used (\d+)/m.exec(readFileSync('/proc/net/sockstat', 'utf8'))?.[1];
    return used === undefined ? null : Number(used);
  } catch {
    return null;
  }
}
