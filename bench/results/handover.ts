// SPDX-License-Identifier: Apache-2.0
// The shape of what live handovers leave in result.json (`handovers`), and of a line of handovers.ndjson.gz.

import type { HandoverParameters, HandoverScenario } from '../../scenarios/handover-scenario.ts';
import type { Bytes, Nanoseconds } from '../units.ts';
import type { Failure, LaunchStatus } from './launch.ts';
import type { ConfidenceInterval, Estimate, RatioEstimate } from './result.ts';

/** What became of everything that clients offered, counted one by one. offered is the sum of all others but `doubled`, which
 * counts datagrams that were answered more than once. */
export interface Ledger {
  readonly offered: number;
  readonly servedByOld: number;
  readonly servedByNew: number;
  readonly refused: number;
  readonly reset: number;
  readonly timedOut: number;
  readonly closedEarly: number;
  /** A whole answer came, and it is not the one to this question. */
  readonly wrong: number;
  /** The clients had no port or no descriptor left: such a handover says nothing, and is void. */
  readonly notOffered: number;
  readonly doubled: number;
}

/** Of one handover, ns from the order (`go`: when it was given); null: it did not come to that. */
export interface HandoverInstants {
  /** The old process has read it. */
  readonly read: Nanoseconds | null;
  readonly given: Nanoseconds | null;
  readonly holding: Nanoseconds | null;
  readonly accepting: Nanoseconds | null;
  readonly firstAcceptByNew: Nanoseconds | null;
  readonly lastAcceptByOld: Nanoseconds | null;
  readonly stopped: Nanoseconds | null;
  readonly moved: Nanoseconds | null;
  readonly closed: Nanoseconds | null;
}

/** Sojourn (from due to the whole answer) of what was due in a stretch of time and served; p50 of at least 20, p99 of at
 * least 1,000. */
export interface SojournWindow {
  readonly served: number;
  readonly p50: Nanoseconds | null;
  readonly p99: Nanoseconds | null;
  readonly max: Nanoseconds | null;
}

/** The stretch from the order on, and the same length before it. */
export interface WindowPair {
  readonly ms: number;
  readonly before: SojournWindow;
  readonly after: SojournWindow;
}

/** Of streams that moved: how long nobody read each of them, from when the old process let go of it to when the new one
 * held it. */
export interface Pauses {
  readonly streams: number;
  readonly p50: Nanoseconds;
  readonly p99: Nanoseconds | null;
  readonly max: Nanoseconds;
}

/** Of one stretch of 10 ms, by when it was due. */
export interface TimelineBin {
  /** ms from the order to the bin's begin. */
  readonly fromMs: number;
  readonly servedByOld: number;
  readonly servedByNew: number;
  readonly failed: number;
  /** Sojourn of the served ones; null: none was. */
  readonly p50: Nanoseconds | null;
  readonly max: Nanoseconds | null;
}

export interface HandoverPlace {
  /** Position in the whole run, from 0. */
  readonly handover: number;
  readonly scenario: string;
  readonly block: number;
  readonly position: number;
  readonly arm: string;
  /** Value of the scenario's axis. */
  readonly point: number;
}

/** One handover, as result.json has it. */
export interface HandoverSummary extends HandoverPlace {
  readonly status: LaunchStatus;
  readonly failure: Failure | null;
  readonly ledger: Ledger | null;
  readonly instants: HandoverInstants | null;
  /** What was begun a second: less than the rate where the clients' own CPU could not keep up. */
  readonly begunPerSecond: number | null;
  /** How late the clients were, at most. */
  readonly lateMax: Nanoseconds | null;
  readonly windows: readonly WindowPair[];
  readonly pauses: Pauses | null;
  /** CPU time since the order. Of a new process that the handover starts: of its whole life. null of a peer. */
  readonly cpu: { readonly old: Nanoseconds | null; readonly new: Nanoseconds | null };
  /** Events of a listener that its process had closed already (epoll(7), Q&A 6). */
  readonly ghostWakeups: number;
  /** Of the first block only: which one is drawn is chosen before it is measured. */
  readonly timeline?: readonly TimelineBin[];
}

/** One line of handovers.ndjson.gz: the summary, and every entry of the clients' log, in the order of `due`. */
export interface HandoverRecord extends HandoverSummary {
  readonly parameters: HandoverParameters;
  /** CLOCK_MONOTONIC of the zero point of `due`, and of the order, as decimal strings. */
  readonly originNs: string;
  readonly goNs: string | null;
  readonly entries: {
    /** ns after the one before (the first: after the origin). */
    readonly due: readonly number[];
    /** ns after its own due instant; null: it did not come to that. */
    readonly started: readonly (number | null)[];
    readonly ended: readonly (number | null)[];
    /** A character each: o served by the old process, n by the new one, r refused, x reset, t timed out, c closed early,
     * w wrong, - not offered. */
    readonly outcome: string;
  } | null;
}

/** An arm at a point, over all its handovers that ended well. */
export interface HandoverRow {
  readonly scenario: string;
  readonly point: number;
  readonly arm: string;
  readonly handovers: number;
  readonly handoversPlanned: number;
  readonly handoversFailed: number;
  /** Sums. */
  readonly ledger: Ledger;
  /** Refused, reset, timed out, closed early or wrong, a handover. */
  readonly lost: Estimate | null;
  readonly lostMost: number;
  /** Handovers in which anything was lost, and the share that this bears out (Clopper and Pearson). */
  readonly handoversWithLoss: number;
  readonly shareWithLoss: ConfidenceInterval;
  /** From the order to the first connection that the new process accepts, and to the last of the old one. */
  readonly toFirstAccept: Estimate | null;
  readonly toLastAccept: Estimate | null;
  readonly toAccepting: Estimate | null;
  /** Largest sojourn of what was due in the 100 ms after the order; and its ratio to that of the control, block by block. */
  readonly worstDelay: Estimate | null;
  /** Of what was due in the 400 ms after the order; and p99's ratio to that of the control, block by block. */
  readonly delayP50: Estimate | null;
  readonly delayP99: Estimate | null;
  readonly delayP99ToControl: RatioEstimate | null;
  /** How late the clients were, at most: a part of every delay that is their own. */
  readonly clientsLate: Estimate | null;
  readonly worstDelayToControl: RatioEstimate | null;
  readonly pauseP50: Estimate | null;
  readonly pauseP99: Estimate | null;
  readonly cpuOld: Estimate | null;
  readonly cpuNew: Estimate | null;
  readonly begunPerSecond: Estimate | null;
}

export interface HandoverResults {
  readonly scenarios: readonly HandoverScenario[];
  readonly cells: readonly {
    readonly scenario: string;
    readonly arms: readonly string[];
    readonly points: readonly number[];
    readonly blocks: number;
    readonly endedBy: 'plan' | 'interrupted';
  }[];
  /** CPUs of the services and of the clients; null: not pinned. */
  readonly cpus: { readonly services: number | null; readonly clients: number | null };
  /** Each handover had a network namespace of its own. */
  readonly hasNamespace: boolean;
  readonly handovers: readonly HandoverSummary[];
  readonly rows: readonly HandoverRow[];
  readonly samples: {
    readonly file: 'handovers.ndjson.gz';
    readonly sha256: string;
    readonly bytes: Bytes;
    readonly handovers: number;
  };
}
