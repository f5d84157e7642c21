// SPDX-License-Identifier: Apache-2.0
// The shape of a scenario: one question, what is held fixed, what is compared, over which interval.
// Scenarios are data. They select mechanisms by what those can do and never name one, so a new
// mechanism joins every scenario that fits it.

export type Placement = 'same-cpu' | 'cross-cpu' | 'unpinned';

export type Instant =
  'due' | 'start' | 'sent' | 'announced' | 'holding' | 'used' | 'released' | 'acknowledged';

/** What the stopwatch covers. Arms that are compared share it. */
export interface Interval {
  readonly first: Instant;
  readonly last: Instant;
  /** `per-transfer`: last − first of each sample. `per-descriptor-streamed`: all of a launch, from
   * the warm-up's `last` instant to that of the last transfer, divided by its descriptors. `per-call`: a group of
   * calls in one process, divided by the group. `per-descriptor-of-all-pairs`: the time in which all pairs of a launch
   * were at work, divided by the descriptors that they moved in it: 1 / capacity. `donor-cpu`: CPU time that a transfer
   * takes from its donor. `donor-round`: time of a round of what the donor's other threads do meanwhile. */
  readonly measure:
    | 'per-transfer'
    | 'per-descriptor-streamed'
    | 'per-call'
    | 'per-descriptor-of-all-pairs'
    | 'donor-cpu'
    | 'donor-round';
  readonly includes: readonly string[];
  readonly excludes: readonly string[];
}

/** What a launch is started with: one field a flag of the helper (docs/helper-protocol.md). */
export interface LaunchParameters {
  /** Descriptors a transfer. */
  readonly batch: number;
  /** Descriptors a message, at most 252. */
  readonly chunk: number;
  /** What the descriptors are: a name of native/core/fd_kinds.c. */
  readonly kind: string;
  readonly channel: 'seqpacket' | 'stream' | 'dgram';
  readonly acknowledge: 'transfer' | 'message' | 'none';
  readonly meet: 'inherited' | 'path';
  /** How the receiver comes to a pull's numbers. `proc`, `proc-net` and `try-each`: it knows the listener's address and
   * finds the number itself, in each transfer. */
  readonly numbers: 'announced' | 'known' | 'proc' | 'proc-net' | 'try-each';
  readonly pidfdSource: 'open' | 'peer' | 'clone';
  readonly pidfdLife: 'launch' | 'transfer';
  /** Transfers before the recorded ones; stamped and stored as well. */
  readonly warmup: number;
  /** Recorded transfers. */
  readonly transfers: number;
  /** Who begins a transfer: the donor gives, or the receiver asks (or pulls what it knows). */
  readonly initiator: 'donor' | 'receiver';
  /** When transfers are due: as soon as the last one is over, or by schedule. */
  readonly arrivals: 'closed' | 'constant' | 'poisson';
  /** Of an open loop; 0 in a closed one. */
  readonly ratePerSecond: number;
  /** Of the schedules: of arrivals, and of the donor's own work. Drawn anew for each block, the same for all its arms;
   * without a schedule it is not used. */
  readonly seed: number;
  /** The donor's own work: requests that it serves meanwhile. */
  readonly service: 'none' | 'constant' | 'heavy-tailed';
  /** CPU time of a request, the mean; 0 without. */
  readonly serviceNs: number;
  /** Of the donor, by its own work; 0 without. */
  readonly utilisationPercent: number;
  /** A busy wait of so many ns inside each interval: only for proofs that a slowdown is noticed. */
  readonly injectNs: number;
  /** Pairs that run at once, each with a channel and descriptors of its own; they begin together. */
  readonly pairs: number;
  /** Rate as a share of the capacity that the same run has measured (`needsCapacity`); 0: ratePerSecond holds. */
  readonly capacityPercent: number;
  /** How long a transfer may take from when it is due, ms: what holds later is late, what nobody answered or could
   * begin by then is lost. 0: for ever. */
  readonly patienceMs: number;
  /** Of the donor process: it runs; it is stopped (SIGSTOP) while transfers are due; it calls execve(2) all the time. */
  readonly donorState: 'running' | 'stopped' | 'exec-storm';
  /** Open descriptors of the donor, at least; 0: only what it needs. */
  readonly tableSize: number;
  /** Threads of the donor beside the one that gives. */
  readonly donorThreads: number;
  readonly threadsDo: 'sleep' | 'open-close' | 'allocate';
  /** Ends after so many ms, `transfers` being the most: pairs that run together then end together. 0: by number. Of such
   * a launch only `start` and `holding` are stored. */
  readonly forMs: number;
  /** nice(2) of the donor, 0 … 19. */
  readonly donorNice: number;
  /** Load on the machine meanwhile, by processes of its own. */
  readonly machineLoad: MachineLoad;
}

/** `hog-…`: a process that never sleeps, on that role's CPU. `memory`: streams through more memory than the caches hold.
 * `forks`: makes and reaps processes. `in-flight`: keeps descriptors in flight in sockets that nobody reads.
 * `throttled-donor`: the donor may use a fifth of a CPU (cgroup). */
export type MachineLoad =
  'none' | 'hog-donor' | 'hog-receiver' | 'hog-both' | 'memory' | 'forks' | 'in-flight' | 'throttled-donor';

export type LaunchedBy = 'node' | 'launch';

/** One way to set the parameters; with a mechanism it makes an arm. */
export interface Variant {
  /** '' when the scenario has only one variant: the arm is then named by its mechanism alone. */
  readonly label: string;
  readonly parameters: Partial<LaunchParameters>;
  /** Restricts this variant to mechanisms of a kind; without it every selected one takes part. */
  readonly selects?: Selection;
  /** Who starts the pair: Node as siblings (default) or `handover-helper launch`. */
  readonly launchedBy?: LaunchedBy;
}

/** Which mechanisms take part. The floor is in every block in any case. */
export type Selection = 'all' | 'moves-descriptors' | 'uses-pidfd';

export type AxisParameter = 'batch' | 'pairs' | 'tableSize' | 'donorThreads' | 'capacityPercent';

/** One parameter that takes several values inside each block, for growth curves. */
export interface Axis {
  readonly parameter: AxisParameter;
  readonly values: readonly number[];
  /** The values of a `--quick` run; without it, all of them. */
  readonly quickValues?: readonly number[];
  /** From this value on the growth is fitted as a power law; without it, no exponent is told. */
  readonly growsFrom?: number;
  /** Fewer transfers for bigger batches: warmup and transfers for a value of the axis. */
  readonly transfersFor: readonly {
    readonly upTo: number;
    readonly warmup: number;
    readonly transfers: number;
  }[];
}

interface ScenarioBase {
  readonly id: string;
  readonly question: string;
  /** What a reader must know to read the numbers rightly. */
  readonly notes: readonly string[];
  readonly interval: Interval;
}

export interface LaunchScenario extends ScenarioBase {
  readonly class: 'launches';
  readonly selects: Selection;
  readonly variants: readonly Variant[];
  readonly fixed: Partial<LaunchParameters>;
  readonly axis?: Axis;
  /** Blocks for each placement in which it runs; `quick` for a first look, 0 to leave it out there. */
  readonly blocks: Partial<Record<Placement, { readonly full: number; readonly quick: number }>>;
  /** What an arm's reference is: `mechanisms` (default): the reference mechanism with the same
   * variant; `variants`: the same mechanism with the first variant. */
  readonly compares?: 'mechanisms' | 'variants';
  /** The floor cannot share the interval here: it stays in every block as the canary, and no ratio
   * to it is given. */
  readonly floorIsCanaryOnly?: boolean;
  /** Only with `--full`, or where --only names it. */
  readonly onlyInFull?: true;
  /** A scenario that must have run before, in the same run and placement: its highest rate for one pair is the capacity
   * that `capacityPercent` is a share of. */
  readonly needsCapacity?: string;
  /** Points where one mechanism becomes cheaper than another are looked for along the axis. */
  readonly findsCrossover?: boolean;
  /** Its ratios to the reference, pinned, are what a run is made to answer: at most 6 in all scenarios
   * together. All other ratios are exploratory. */
  readonly declared?: boolean;
}

export interface CallScenario extends ScenarioBase {
  readonly class: 'calls';
  /** Names of native/core/single_calls.c, the first is the floor. */
  readonly calls: readonly string[];
  /** Calls in one timed group, at least 16. */
  readonly group: number;
  /** Groups in one launch. */
  readonly groups: number;
  readonly blocks: { readonly full: number; readonly quick: number };
}

/** Other ways to hand over a descriptor (native/ways): references with labels of their own. There is no floor, and no arm
 * is divided by another unless `dividedBy` says so: their intervals differ from each other and from those of launches. */
export interface WayScenario extends ScenarioBase {
  readonly class: 'ways';
  /** Names of native/ways/ways.c. */
  readonly ways: readonly string[];
  /** Way to the way that it is divided by, block by block: only where the two share one interval. */
  readonly dividedBy?: Readonly<Record<string, string>>;
  /** What the descriptors are: a name of native/core/fd_kinds.c. */
  readonly kind: string;
  /** Descriptors a transfer, at most 16. */
  readonly batch: number;
  /** Transfers before the recorded ones; stamped and stored as well. */
  readonly warmup: number;
  /** Recorded transfers of each way: one that starts a program takes a hundred times as long as one that sends. */
  readonly transfersFor: Readonly<Record<string, number>>;
  /** Blocks for each placement in which it runs; `quick` for a first look, 0 to leave it out there. */
  readonly blocks: Partial<Record<Placement, { readonly full: number; readonly quick: number }>>;
  /** Only with `--full`, or where --only names it. */
  readonly onlyInFull?: true;
}

export type Scenario = LaunchScenario | CallScenario | WayScenario;
