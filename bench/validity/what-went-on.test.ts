// SPDX-License-Identifier: Apache-2.0
// Doubts from what went on around the launches: steal, pressure, migrations, leaks, a load that was not reached.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Doubt } from '../results/doubt.ts';
import type { Conditions } from '../results/result.ts';
import type { Suspect } from './check.ts';
import { findDoubt, weightOf } from './testing/find-doubt.ts';
import { madeUpSuspect, withConditions } from './testing/made-up-suspect.ts';

const clean = madeUpSuspect();
/** Places of so many of the 30 launches. */
const some = (count: number): number[] => [...Array(count).keys()];

test('nothing went on: no doubt; nor where nothing is known', () => {
  for (const change of [{}, { steal_ns: null, cpu_pressure_ns: null, migrations: null }]) {
    for (const placement of ['same-cpu', 'cross-cpu', 'unpinned'] as const) {
      assert.deepEqual(told({ ...withConditions(clean, change), placement }), []);
    }
  }
  const calls = clean.launches.map((launch) => ({ ...launch, conditions: null }));
  assert.deepEqual(told({ ...clean, launches: calls }), []);
});

function told(suspect: Suspect): Doubt['id'][] {
  const ids: Doubt['id'][] = ['steal', 'cpu-pressure', 'migrations', 'descriptor-leak', 'offered-load'];
  return ids.filter((id) => findDoubt(id, suspect) !== undefined);
}

test('a launch that failed is no witness', () => {
  const bad = { steal_ns: 1e9, cpu_pressure_ns: 1e9, migrations: 9, leaked_descriptors: 9 };
  const launches = withConditions(clean, bad, some(20)).launches.map((launch, i) =>
    i < 20 ? { ...launch, status: 'failed' as const } : launch,
  );
  assert.deepEqual(told({ ...clean, launches }), []);
});

describe('steal', () => {
  test('one percent of the time is noted, a quarter weakens', () => {
    assert.equal(weightOf('steal', withConditions(clean, { steal_ns: 10e6 }, some(1))), 'note');
    assert.equal(weightOf('steal', withConditions(clean, { steal_ns: 10e6 }, some(12))), 'weakens');
    assert.equal(weightOf('steal', withConditions(clean, { steal_ns: 100_000 })), 'none');
    assert.match(
      findDoubt('steal', withConditions(clean, { steal_ns: 10e6 }, some(1)))?.evidence ?? '',
      /^The hypervisor took 2\.6 % of the measured time/,
    );
  });
});

describe('CPU pressure', () => {
  // Of a 2-vCPU guest: medians of launches, quiet and beside loads (see cpu-pressure.ts).
  const pressure = (ns: number, change: Partial<Suspect> = {}): Suspect => ({
    ...withConditions(clean, { cpu_pressure_ns: ns }),
    ...change,
  });
  test('what the two roles do to each other is not told', () => {
    assert.equal(weightOf('cpu-pressure', pressure(7.7e6)), 'none');
    assert.equal(weightOf('cpu-pressure', pressure(3.1e6, { placement: 'cross-cpu' })), 'none');
  });
  test('the start and end of a launch of one transfer are not told', () => {
    const cold = { span_ns: 50_000, cpu_pressure_ns: 4e6 };
    assert.equal(weightOf('cpu-pressure', withConditions(clean, cold)), 'none');
  });
  test('a burst load is noted', () => {
    assert.equal(weightOf('cpu-pressure', pressure(31.5e6)), 'note');
    assert.equal(weightOf('cpu-pressure', pressure(12.6e6, { placement: 'cross-cpu' })), 'note');
    const inSome = withConditions(clean, { cpu_pressure_ns: 40e6 }, some(7));
    assert.equal(weightOf('cpu-pressure', inSome), 'note');
    assert.match(
      findDoubt('cpu-pressure', inSome)?.evidence ?? '',
      /^In 7 of 30 launches tasks waited for a CPU/,
    );
    assert.equal(weightOf('cpu-pressure', withConditions(clean, { cpu_pressure_ns: 40e6 }, some(6))), 'none');
  });
  test('a tail is made of it, and is weakened', () => {
    const tail = { figure: { measure: 'wall', quantile: 'p99' } } as const;
    assert.equal(weightOf('cpu-pressure', pressure(31.5e6, tail)), 'weakens');
    assert.equal(weightOf('cpu-pressure', pressure(7.7e6, tail)), 'none');
  });
});

describe('migrations', () => {
  test('a pinned role that moves in more than a launch or so weakens', () => {
    assert.equal(weightOf('migrations', withConditions(clean, { migrations: 1 }, some(1))), 'note');
    assert.equal(weightOf('migrations', withConditions(clean, { migrations: 1 }, some(2))), 'weakens');
  });
  test('an unpinned one may, and is noted where many did', () => {
    const unpinned = (count: number): Suspect => ({
      ...withConditions(clean, { migrations: 3 }, some(count)),
      placement: 'unpinned',
    });
    assert.equal(weightOf('migrations', unpinned(3)), 'none');
    assert.equal(weightOf('migrations', unpinned(30)), 'note');
    assert.match(findDoubt('migrations', unpinned(30))?.advice ?? '', /--placement same-cpu or cross-cpu/);
  });
});

test('one descriptor that stays open in one launch weakens', () => {
  const leaking = withConditions(clean, { leaked_descriptors: 2 }, some(1));
  assert.equal(weightOf('descriptor-leak', leaking), 'weakens');
  assert.match(
    findDoubt('descriptor-leak', leaking)?.evidence ?? '',
    /^1 of 30 launches ended .* up to 2\.$/,
  );
  // A donor that gives its descriptors away has fewer at the end.
  assert.equal(weightOf('descriptor-leak', withConditions(clean, { leaked_descriptors: -1 })), 'none');
});

describe('offered load', () => {
  const achieved = (share: number, places?: number[]): Suspect => {
    const load: Conditions['load'] = { offeredPerSecond: 1000, achievedPerSecond: 1000 * share };
    return withConditions(clean, { load }, places);
  };
  test('less than 99 % in more than one launch of 20 weakens', () => {
    assert.equal(weightOf('offered-load', achieved(0.94)), 'weakens');
    assert.equal(weightOf('offered-load', achieved(0.96)), 'none');
    assert.match(
      findDoubt('offered-load', achieved(0.5))?.evidence ?? '',
      /down to 50 % of the offered rate/,
    );
  });
  test('one launch alone is noted', () => {
    const load = { offeredPerSecond: 1000, achievedPerSecond: 1000 };
    const one = withConditions(
      withConditions(clean, { load }),
      { load: { ...load, achievedPerSecond: 900 } },
      [3],
    );
    assert.equal(weightOf('offered-load', one), 'note');
  });
});
