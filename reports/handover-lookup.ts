// SPDX-License-Identifier: Apache-2.0
// Finds scenarios, rows and points of live handovers, and says what may be claimed of them at all. A stored result may be
// incomplete: what is missing has a plain substitute instead of an exception.

import { lostOf } from '../bench/results/ledger.ts';
import { controlOfArm, isControl } from '../bench/results/control-of-arm.ts';
import type { HandoverResults, HandoverRow } from '../bench/results/handover.ts';
import type { Estimate, Result } from '../bench/results/result.ts';
import { minimumBlocks } from '../bench/stats/estimate.ts';
import type { ClientKind, HandoverArm, HandoverScenario } from '../scenarios/handover-scenario.ts';
import { formatCount, formatCountOf } from './format.ts';

export { lostOf };

/** What measures live handovers; of the others a run may have none. */
export const handoverScenario = 'handover-rates';

/** Of the rate that was asked for: what clients must have begun, or the point says nothing about it. */
export const leastBegun = 0.95;

/** undefined where no handover was run. */
export function handoversOf({ handovers }: Pick<Result, 'handovers'>): HandoverResults | undefined {
  return handovers !== undefined && handovers.rows.length > 0 ? handovers : undefined;
}

/** An arm in which nothing is handed over. */
export function isControlRow(scenario: HandoverScenario, { arm }: Pick<HandoverRow, 'arm'>): boolean {
  const found = armOfHandovers(scenario, arm);
  return found !== undefined && isControl(found);
}

export function armOfHandovers({ arms }: HandoverScenario, id: string): HandoverArm | undefined {
  return arms.find((arm) => arm.id === id);
}

/** The points of a scenario that have rows, in rising order. */
export function pointsOf({ rows }: HandoverResults, { id }: HandoverScenario): readonly number[] {
  const points = rows.flatMap((row) => (row.scenario === id ? [row.point] : []));
  return [...new Set(points)].sort((a, b) => a - b);
}

/** Rows of a point, in the order of the scenario's arms. */
export function rowsAt(
  { rows }: HandoverResults,
  { id, arms }: HandoverScenario,
  point: number,
): readonly HandoverRow[] {
  return arms.flatMap(
    (arm) => rows.find((row) => row.scenario === id && row.point === point && row.arm === arm.id) ?? [],
  );
}

/** What a row is held against: the same program with nothing handed over. */
export function controlRow(
  handovers: HandoverResults,
  scenario: HandoverScenario,
  { arm, point }: Pick<HandoverRow, 'arm' | 'point'>,
): HandoverRow | undefined {
  const own = armOfHandovers(scenario, arm);
  const control = own === undefined ? undefined : controlOfArm(scenario.arms, own);
  return rowsAt(handovers, scenario, point).find((row) => row.arm === control?.id);
}

/** The controls of a point: of our service, and of each other program. */
export function controlRows(
  handovers: HandoverResults,
  scenario: HandoverScenario,
  point: number,
): readonly HandoverRow[] {
  return rowsAt(handovers, scenario, point).filter((row) => isControlRow(scenario, row));
}

export function rateAt({ axis, fixed }: HandoverScenario, point: number): number {
  return axis.parameter === 'ratePerSecond' ? point : fixed.ratePerSecond;
}

/** What was begun a second at a point, from the arm that began least to the one that began most; null: nobody knows. */
export function begunAt(
  handovers: HandoverResults,
  scenario: HandoverScenario,
  point: number,
): { readonly lo: number; readonly hi: number } | null {
  const begun = rowsAt(handovers, scenario, point).flatMap(
    ({ begunPerSecond }) => begunPerSecond?.value ?? [],
  );
  return begun.length === 0 ? null : { lo: Math.min(...begun), hi: Math.max(...begun) };
}

/** The clients' CPU carried the rate with every arm: else the arms were not offered the same. */
export function isCarried(handovers: HandoverResults, scenario: HandoverScenario, point: number): boolean {
  const begun = begunAt(handovers, scenario, point);
  return begun !== null && begun.lo >= leastBegun * rateAt(scenario, point);
}

/** From so much on, ns, the worst delay of a service that is left alone says that it does not keep up. */
export const keepsUpBelow = 100e6;

/** The worst delay without a handover, ns, where it says that the service does not keep up with the rate; null: it does, or
 * nobody knows. */
export function overloadOf(
  handovers: HandoverResults,
  scenario: HandoverScenario,
  point: number,
): Estimate | null {
  const worst = controlRows(handovers, scenario, point)[0]?.worstDelay ?? null;
  return worst !== null && worst.value >= keepsUpBelow ? worst : null;
}

/** The largest point that clients and service carried: what is told first of a scenario. */
export function toldPoint(handovers: HandoverResults, scenario: HandoverScenario): number | undefined {
  const carried = pointsOf(handovers, scenario).filter((point) => isCarried(handovers, scenario, point));
  return carried.findLast((point) => overloadOf(handovers, scenario, point) === null) ?? carried.at(-1);
}

/** The first scenario of new connections: the one that the article's question is about. */
export function firstOfConnections(handovers: HandoverResults): HandoverScenario | undefined {
  return handovers.scenarios.find(
    (scenario) => scenario.clients === 'connections' && pointsOf(handovers, scenario).length > 0,
  );
}

export type Allowed = 'claim' | 'not-carried' | 'too-few' | 'none';

/** Whether a row may be claimed anything of. */
export function allowedOf(handovers: HandoverResults, scenario: HandoverScenario, row: HandoverRow): Allowed {
  if (row.handovers === 0) return 'none';
  if (!isCarried(handovers, scenario, row.point)) return 'not-carried';
  return row.handovers < minimumBlocks ? 'too-few' : 'claim';
}

const offeredWords: Readonly<Record<ClientKind, string>> = {
  connections: 'connection',
  streams: 'frame',
  datagrams: 'datagram',
};

/** "12 connections", "1 frame": what these clients offer. */
export function countOffered({ clients }: HandoverScenario, count: number): string {
  return formatCountOf(count, offeredWords[clients]);
}

/** "10,000 connections a second", "100 listeners": a point in words. */
export function pointWords(scenario: HandoverScenario, point: number): string {
  switch (scenario.axis.parameter) {
    case 'ratePerSecond':
      return `${countOffered(scenario, point)} a second`;
    case 'listeners':
      return formatCountOf(point, 'listener');
    case 'streams':
      return formatCountOf(point, 'stream');
  }
}

/** "17,600 a second", or from least to most where arms differ in it. */
export function begunWords({ lo, hi }: { readonly lo: number; readonly hi: number }): string {
  const [low, high] = [formatCount(lo), formatCount(hi)];
  return `${low === high ? low : `${low} to ${high}`} a second`;
}

/** A share that is a bound from above, as "31.9 %": rounded up, so that it is never understated. */
export function formatAtMost(share: number): string {
  return `${String(Math.ceil(share * 1000 - 1e-9) / 10)} %`;
}
