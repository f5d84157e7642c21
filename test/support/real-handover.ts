// SPDX-License-Identifier: Apache-2.0
// A machine for real handovers in tests: our helper, no CPU of its own, and a network of its own where that is allowed.

import type { TestContext } from 'node:test';
import { helperPath } from '../../bench/native.ts';
import type { HandoverMachine } from '../../bench/handover/conduct-handover.ts';
import { openNamespace } from '../../bench/handover/namespace.ts';

const { signal: never } = new AbortController();

/** null: it may. Else the reason, in words. */
export async function whyNoNamespace(migratesRequests = false): Promise<string | null> {
  const tried = await openNamespace(helperPath(), { migratesRequests, deadlineMs: 5000, signal: never });
  if (tried.kind === 'refused') return tried.failure.text;
  await tried.namespace.close();
  return null;
}

export function machineWith(more: Partial<HandoverMachine> = {}): HandoverMachine {
  return {
    helperPath: helperPath(),
    cpus: { services: null, clients: null },
    hasNamespace: true,
    signal: never,
    ...more,
  };
}

/** Seen in the test's output, and with CI=true no skip at all: there everything must be run. */
export function skipLoudly(context: TestContext, reason: string): void {
  if (process.env['CI'] === 'true') throw new Error(`skipped, which CI does not allow: ${reason}`);
  context.diagnostic(`SKIPPED: ${reason}`);
  context.skip(reason);
}
