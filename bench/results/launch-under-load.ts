// SPDX-License-Identifier: Apache-2.0
// What is known of a launch only where there was load: what became of its transfers, what all pairs moved, what else kept
// the machine busy.

import type { Nanoseconds } from '../units.ts';

/** What a process that makes load says when it ends (docs/helper-protocol.md). */
export interface MachineLoadReport {
  readonly kind: string;
  readonly cpu: number;
  /** Rounds of its loop: buffers streamed, processes reaped, messages put in flight. */
  readonly rounds: number;
  readonly cpu_ns: Nanoseconds;
  readonly span_ns: Nanoseconds;
}

/** Recorded transfers by what became of them: offered = completed + late + lost. */
export interface Outcomes {
  readonly offered: number;
  /** Held within their patience. */
  readonly completed: number;
  /** Held after it. */
  readonly late: number;
  /** Never held: nobody answered in time, or their time was over before they could begin. */
  readonly lost: number;
}

/** What moving descriptors costs where pairs work without a pause, from all roles' usage and all pairs' stamps. */
export interface Capacity {
  readonly pairs: number;
  /** Of all pairs together, while all were at work. */
  readonly descriptorsPerSecond: number;
  /** CPU time a descriptor, over whole loops. */
  readonly donor_cpu_ns: Nanoseconds;
  readonly receiver_cpu_ns: Nanoseconds;
  /** null where the kernel's clock ticks were too few to tell them apart. */
  readonly user_ns: Nanoseconds | null;
  readonly system_ns: Nanoseconds | null;
  /** Context switches a descriptor, voluntary and involuntary, both roles. */
  readonly switches: number;
  /** CPU time a descriptor times descriptors a second, as a share of the CPUs that the roles could use, 0 … 1. */
  readonly cpuShare: number;
  /** Counted by donors, by receivers, and closed again: all equal, or the launch has failed. */
  readonly given: number;
  readonly installed: number;
  readonly closed: number;
}
