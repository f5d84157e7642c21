// SPDX-License-Identifier: Apache-2.0
// What clients and processes might say of a handover, made up.

import fc from 'fast-check';
import { scmRights } from '../../../scenarios/handover/arms.ts';
import { usualHandover } from '../../../scenarios/handover/parameters.ts';
import type { PlannedHandover } from '../../plan/planned-handover.ts';
import type { HandoverSummary, Ledger } from '../../results/handover.ts';
import { emptyLedger } from '../../results/ledger.ts';
import type { ClientEntry } from '../client-log.ts';
import { outcomes } from '../client-log.ts';
import type { SubjectEnd } from '../subject.ts';
import { noInstants } from '../subject.ts';

export function entryOf(more: Partial<ClientEntry> = {}): ClientEntry {
  return {
    due: 0,
    started: 100,
    connected: 200,
    ended: 300,
    outcome: 'served',
    generation: 1,
    subject: 0,
    copies: 0,
    ...more,
  };
}

/** Within a handover's length, ns. */
const ns = fc.integer({ min: 1, max: 10_000_000_000 });
const uint32 = fc.integer({ min: 0, max: 2 ** 32 - 1 });

/** Whatever a log may hold after the end: nothing is pending. */
export const anyEntry: fc.Arbitrary<ClientEntry> = fc.record(
  {
    due: ns,
    started: fc.option(ns),
    connected: fc.option(ns),
    ended: fc.option(ns),
    outcome: fc.constantFrom(...outcomes.filter((outcome) => outcome !== 'pending')),
    generation: fc.integer({ min: 0, max: 4 }),
    subject: uint32,
    copies: fc.oneof(fc.constant(0), uint32),
  },
  { noNullPrototype: true },
);

export const anyEntries: fc.Arbitrary<ClientEntry[]> = fc.array(anyEntry, { maxLength: 60 });

/** In the order in which they were due, as in a log. */
export const entriesInOrder = anyEntries.map((entries) => entries.toSorted((a, b) => a.due - b.due));

/** All but `offered` and `doubled`, which are sums over them. */
export function columnsOf(ledger: Ledger): number[] {
  return Object.entries(ledger).flatMap(([name, count]: [string, number]) =>
    name === 'offered' || name === 'doubled' ? [] : [count],
  );
}

/** Half of it by each process, unless said otherwise. */
export function ledgerWith(more: Partial<Ledger> = {}): Ledger {
  const ledger = { ...emptyLedger, servedByOld: 50, servedByNew: 50, ...more };
  return { ...ledger, offered: columnsOf(ledger).reduce((sum, value) => sum + value, 0) };
}

/** Of processes that agree with `ledgerWith()`. */
export function endWith(more: Partial<SubjectEnd> = {}): SubjectEnd {
  return {
    failure: null,
    instants: { ...noInstants, go: 1_000n, closed: 2_000n },
    answered: { old: 50, new: 50 },
    cpuNs: { old: 1, new: 1 },
    ghostWakeups: 0,
    acceptFailures: 0,
    resumed: 0,
    pauses: null,
    ...more,
  };
}

export function summaryWith(more: Partial<HandoverSummary> = {}, worstDelay = 1000): HandoverSummary {
  const half = { served: 10, p50: null, p99: null, max: worstDelay };
  return {
    handover: 0,
    scenario: 'made-up',
    block: 0,
    position: 0,
    arm: 'scm_rights',
    point: 1000,
    status: 'ok',
    failure: null,
    ledger: ledgerWith(),
    instants: null,
    begunPerSecond: 1000,
    lateMax: 0,
    windows: [{ ms: 100, before: half, after: half }],
    pauses: null,
    cpu: { old: 1, new: 2 },
    ghostWakeups: 0,
    ...more,
  };
}

/** Short, with few clients: what a test can wait for. */
export function plannedWith(more: Partial<PlannedHandover> = {}): PlannedHandover {
  return {
    scenario: 'made-up',
    block: 0,
    position: 0,
    arm: scmRights,
    point: 500,
    clients: 'connections',
    parameters: { ...usualHandover, ratePerSecond: 500, beforeMs: 150, afterMs: 350, trialMs: 20 },
    seed: 7,
    ...more,
  };
}
