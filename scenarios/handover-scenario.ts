// SPDX-License-Identifier: Apache-2.0
// The shape of a scenario of live handovers: a whole service moves from an old process to a new one while clients watch.
// What counts is what the clients see, so the stopwatch is theirs.

/** What the clients are: names of native/clients. */
export type ClientKind = 'connections' | 'streams' | 'datagrams';

/** Who is handed over in the place of our service that helps: a program of others, or our own that is not asked. */
export type Peer = 'haproxy' | 'nginx' | 'node' | 'own';

export interface HandoverArm {
  /** Unique in its scenario. */
  readonly id: string;
  /** In one sentence, as a reader of the article needs it. */
  readonly does: string;
  /** What our service is told (`--gives`): a name of native/service/arms.c. Of a peer: '' */
  readonly gives: string;
  /** net.ipv4.tcp_migrate_req is 1 in the namespace of this handover. */
  readonly migratesRequests?: true;
  /** Another program in the place of our service, and how it is handed over there. */
  readonly peer?: Peer;
  /** Flags of a fault, for the old process. */
  readonly fault?: 'keeps-ghost' | 'shuts-down';
  /** A phase of native/service/phase.h at which the old process stops itself (SIGSTOP). */
  readonly stopsAt?: 'ordered';
}

export interface HandoverParameters {
  readonly listeners: number;
  /** Connections, datagrams, or frames of all streams together. */
  readonly ratePerSecond: number;
  readonly arrivals: 'constant' | 'poisson';
  /** Established connections of kind `streams`; 0 otherwise. */
  readonly streams: number;
  /** CPU time that a request takes. */
  readonly serviceNs: number;
  /** Requests a connection, one after the other. */
  readonly requests: number;
  /** The order to hand over comes so long after the first is due, ms; and so long after it the last is due. */
  readonly beforeMs: number;
  readonly afterMs: number;
  /** How long a client waits, from when it was due. */
  readonly timeoutMs: number;
  /** How long the new process serves before the old one closes what it holds. */
  readonly trialMs: number;
}

export type HandoverAxisParameter = 'ratePerSecond' | 'listeners' | 'streams';

export interface HandoverScenario {
  readonly class: 'handovers';
  readonly id: string;
  readonly question: string;
  /** What a reader must know to read the numbers rightly. */
  readonly notes: readonly string[];
  readonly clients: ClientKind;
  /** The first is the control, in which nothing is handed over: what the others are held against. */
  readonly arms: readonly HandoverArm[];
  readonly fixed: HandoverParameters;
  readonly axis: {
    readonly parameter: HandoverAxisParameter;
    readonly values: readonly number[];
    /** The values of a `--quick` run. */
    readonly quickValues: readonly number[];
  };
  /** Handovers of each arm at each point. */
  readonly blocks: { readonly full: number; readonly quick: number };
  /** Only with `--full`, or where --only names it. */
  readonly onlyInFull?: true;
}
