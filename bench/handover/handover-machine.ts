// SPDX-License-Identifier: Apache-2.0
// Where handovers take place on this machine: services on one CPU, clients on another, and, where that is allowed, each in a
// network namespace of its own.

import { helperPath } from '../native.ts';
import type { Failure } from '../results/result.ts';
import { cpusFor } from '../run/placement.ts';
import type { HandoverMachine } from './conduct-handover.ts';
import { openNamespace } from './namespace.ts';

export interface FoundMachine {
  readonly machine: HandoverMachine;
  /** Why there is no namespace; null: there is. */
  readonly refused: Failure | null;
}

/** Whether there may be a namespace is tried out: it depends on more than the user (user_namespaces(7), an LSM, a container). */
export async function findHandoverMachine({
  allowedCpus,
  topology,
  signal,
}: {
  readonly allowedCpus: readonly number[];
  readonly topology: readonly (string | null)[];
  readonly signal: AbortSignal;
}): Promise<FoundMachine> {
  const { donorCpu, receiverCpu } = cpusFor('cross-cpu', allowedCpus, topology);
  const helper = helperPath();
  const tried = await openNamespace(helper, { migratesRequests: false, deadlineMs: 5000, signal });
  if (tried.kind === 'open') await tried.namespace.close();
  return {
    machine: {
      helperPath: helper,
      cpus: { services: receiverCpu, clients: donorCpu },
      hasNamespace: tried.kind === 'open',
      signal,
    },
    refused: tried.kind === 'refused' ? tried.failure : null,
  };
}
