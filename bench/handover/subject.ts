// SPDX-License-Identifier: Apache-2.0
// Whatever is handed over: our own service, or a program of others. The conductor knows nothing more of it than this.

import type { Pauses } from '../results/handover.ts';
import type { Failure } from '../results/result.ts';
import type { Place } from './namespace.ts';
import type { PlannedHandover } from '../plan/planned-handover.ts';

export interface SubjectSetting {
  readonly place: Place;
  readonly planned: PlannedHandover;
  readonly cpu: number | null;
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
}

/** What its processes say at the end. CLOCK_MONOTONIC, ns; null: nobody knows. */
export interface SubjectEnd {
  readonly failure: Failure | null;
  readonly instants: {
    /** The order was given, in every arm: by this process. */
    readonly go: bigint | null;
    /** The old process has read it. */
    readonly read: bigint | null;
    readonly given: bigint | null;
    readonly holding: bigint | null;
    readonly accepting: bigint | null;
    readonly firstAcceptByNew: bigint | null;
    readonly lastAcceptByOld: bigint | null;
    readonly stopped: bigint | null;
    readonly moved: bigint | null;
    readonly closed: bigint | null;
  };
  /** What the processes say that they have answered; null: they do not count. */
  readonly answered: { readonly old: number; readonly new: number } | null;
  readonly cpuNs: { readonly old: number | null; readonly new: number | null };
  readonly ghostWakeups: number;
  /** accept(2) failed for want of a descriptor or memory; null: nobody counts. */
  readonly acceptFailures: number | null;
  /** Handovers that were given up by the old process; null: nobody counts. */
  readonly resumed: number | null;
  /** Of streams; null: none moved. */
  readonly pauses: Pauses | null;
}

export interface Subject {
  readonly ports: readonly number[];
  /** Tells it to hand over; clients go on meanwhile. */
  readonly handOver: () => Promise<void>;
  /** Ends what is left of it, and waits for that. */
  readonly end: () => Promise<SubjectEnd>;
  /** At once, by its own handles: when somebody has pressed Ctrl-C, or a part of it did not start. */
  readonly stop: () => void;
}

export type SubjectOrNot =
  | { readonly kind: 'started'; readonly subject: Subject }
  | { readonly kind: 'unsupported' | 'failed'; readonly failure: Failure };

export const noInstants: SubjectEnd['instants'] = {
  go: null,
  read: null,
  given: null,
  holding: null,
  accepting: null,
  firstAcceptByNew: null,
  lastAcceptByOld: null,
  stopped: null,
  moved: null,
  closed: null,
};
