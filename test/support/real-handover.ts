// SPDX-License-Identifier: Apache-2.0
// A machine for real handovers in tests: our helper, no CPU of its own, and a network of its own where that is allowed.

import type { TestContext } from 'node:test';
import { helperPath } from '../../bench/native.ts';
import type { HandoverMachine } from '../../bench/handover/conduct-handover.ts';
import { openNamespace } from '../../bench/handover/namespace.ts';
import { makeTempFolder } from './program.ts';

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

/** TMPDIR is a folder of this test's own, so that what is left in it is its own too. */
export function withOwnTmpDir(context: TestContext): string {
  const before = process.env['TMPDIR'];
  const folder = makeTempFolder(context);
  process.env['TMPDIR'] = folder;
  context.after(() => {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  });
  return folder;
}

/** Seen in the test's output. What could be installed is no skip with CI=true: there everything must be run. */
export function skipLoudly(context: TestContext, reason: string, isInstallable = false): void {
  if (isInstallable && process.env['CI'] === 'true')
    throw new Error(`skipped, which CI does not allow: ${reason}`);
  context.diagnostic(`SKIPPED: ${reason}`);
  context.skip(reason);
}
