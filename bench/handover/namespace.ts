// SPDX-License-Identifier: Apache-2.0
// A network of its own for one handover: ports that nobody else uses, no TIME_WAIT of the handover before, and a sysctl
// that is nobody else's.

import type { Failure } from '../results/result.ts';
import type { AttendedHelper, HelperEnd } from '../run/spawn-helper.ts';
import { spawnHelper } from '../run/spawn-helper.ts';
import { endSoon } from './helper-ends.ts';
import { stopOnAbort } from '../run/stop-on-abort.ts';
import { parseNamespaceReady } from './helper-lines.ts';

export interface Place {
  readonly helperPath: string;
  /** Of the process that holds the namespace; 0: that of everybody. */
  readonly namespacePid: number;
}

export interface OpenNamespace extends Place {
  readonly close: () => Promise<HelperEnd>;
}

export type NamespaceOrNot =
  | { readonly kind: 'open'; readonly namespace: OpenNamespace }
  | { readonly kind: 'refused'; readonly failure: Failure };

export interface NamespaceWishes {
  readonly migratesRequests: boolean;
  readonly deadlineMs: number;
  /** Ends one that is being opened; an open one is for `close`. */
  readonly signal: AbortSignal;
}

export async function openNamespace(
  helperPath: string,
  { migratesRequests, deadlineMs, signal }: NamespaceWishes,
): Promise<NamespaceOrNot> {
  const words = ['namespace', ...(migratesRequests ? ['--migrate-requests'] : [])];
  const holder = spawnHelper(
    { path: helperPath, arguments: words, descriptors: [], holdsInput: true },
    deadlineMs,
  );
  const leave = stopOnAbort(holder, signal);
  const ready = parseNamespaceReady((await holder.firstLine) ?? '');
  leave();
  if (ready?.status === 'ready') return { kind: 'open', namespace: opened(holder, helperPath, ready.pid) };
  const end = await endSoon(holder);
  return { kind: 'refused', failure: ready?.error ?? silent(end) };
}

function opened(holder: AttendedHelper, helperPath: string, namespacePid: number): OpenNamespace {
  return { helperPath, namespacePid, close: () => closed(holder) };
}

function closed(holder: AttendedHelper): Promise<HelperEnd> {
  holder.closeInput();
  return holder.ended;
}

function silent(end: HelperEnd): Failure {
  const text = `handover-helper namespace said nothing that can be read (${end.startError ?? end.errors.trim()})`;
  return { code: 'NAMESPACE', operation: 'namespace', text };
}

/** The command that runs a program there, on one CPU. */
export function insidePlace(
  { helperPath, namespacePid }: Place,
  cpu: number | null,
  program: readonly string[],
): { readonly path: string; readonly arguments: readonly string[] } {
  const words = [
    'enter',
    '--namespace-of',
    String(namespacePid),
    '--cpu',
    String(cpu ?? -1),
    '--',
    ...program,
  ];
  return { path: helperPath, arguments: words };
}
