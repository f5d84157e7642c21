// SPDX-License-Identifier: Apache-2.0
// All recorded durations of an arm at a point, over all launches: for drawing distributions only.
// Nothing is inferred from pooled samples.

import type { Placement, Scenario } from '../../scenarios/scenario.ts';
import type { LaunchRecord } from '../results/result.ts';
import { intervalDurations } from './intervals.ts';

export interface PooledDurations {
  readonly scenario: string;
  readonly placement: Placement;
  readonly point: number | null;
  readonly arm: string;
  readonly launches: number;
  readonly durations: Float64Array;
  /** The same by block, in the order of their blocks' first launch; without those that gave none. */
  readonly blocks: readonly Float64Array[];
}

export interface Pool {
  readonly add: (record: LaunchRecord) => void;
  /** In the order in which they first appeared. */
  readonly groups: () => PooledDurations[];
}

export function poolDurations(scenarios: readonly Scenario[]): Pool {
  const intervals = new Map(scenarios.map(({ id, interval }) => [id, interval]));
  const groups = new Map<string, { place: LaunchRecord; parts: Part[] }>();
  return {
    add: (record) => {
      const interval = intervals.get(record.scenario);
      if (interval === undefined || record.status !== 'ok' || record.samples === null) return;
      const { scenario, placement, point, arm } = record;
      const key = JSON.stringify([scenario, placement, point, arm]);
      const group = groups.get(key) ?? { place: { ...record, samples: null }, parts: [] };
      const durations = Float64Array.from(intervalDurations(record.samples, interval));
      group.parts.push({ block: record.block, durations });
      groups.set(key, group);
    },
    groups: () =>
      [...groups.values()].map(({ place: { scenario, placement, point, arm }, parts }) => ({
        scenario,
        placement,
        point,
        arm,
        launches: parts.length,
        durations: joined(parts.map((part) => part.durations)),
        blocks: byBlock(parts),
      })),
  };
}

interface Part {
  readonly block: number;
  readonly durations: Float64Array;
}

function byBlock(parts: readonly Part[]): Float64Array[] {
  const blocks = new Map<number, Float64Array>();
  for (const { block, durations } of parts) {
    const before = blocks.get(block);
    if (durations.length > 0)
      blocks.set(block, before === undefined ? durations : joined([before, durations]));
  }
  return [...blocks.values()];
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
