// SPDX-License-Identifier: Apache-2.0
// What else was measured is told with a q, and never turns a verdict.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Exploratory } from '../results/gate-result.ts';
import { benjaminiHochberg } from '../stats/adjust.ts';
import { decideGate } from './decide.ts';
import { exploreOthers } from './exploratory.ts';
import { exampleCell } from './testing/example-cells.ts';
import type { Simulation } from './testing/simulated-blocks.ts';
import { simulate } from './testing/simulated-blocks.ts';

async function explore(simulation: Partial<Simulation>): Promise<[string, Exploratory[]]> {
  const cell = exampleCell();
  const { verdict, first } = await decideGate([cell], simulate({ seed: 1, ...simulation }));
  return [verdict, exploreOthers([cell], first.launches)];
}

/** The CPU time of head's launches doubles; what is gated stays. */
const moreCpu: Partial<Simulation> = {
  change: (launch) =>
    launch.arm === 'scm_rights head' && launch.cpu !== null
      ? { ...launch, cpu: { ...launch.cpu, p50: launch.cpu.p50 * 2 } }
      : launch,
};

test('four figures of each endpoint, named, with q among all of them', async () => {
  const [, found] = await explore({});
  assert.deepEqual(
    found.map(({ id }) => id),
    ['scm_rights', 'pidfd_getfd'].flatMap((mechanism) =>
      ['wall p10', 'wall p90', 'cpu p50', 'round trip p50'].map(
        (what) => `one-descriptor same-cpu ${mechanism} ${what}`,
      ),
    ),
  );
  assert.deepEqual(
    found.map(({ q }) => q),
    benjaminiHochberg(found.map(({ p }) => p)),
  );
  assert.ok(found.every(({ q, blocks }) => q > 0.01 && blocks === 20));
});

test('a difference outside of what is gated is found, and the verdict stays', async () => {
  const [verdict, found] = await explore(moreCpu);
  assert.equal(verdict, 'PASS');
  const cpu = found.find(({ what, arms }) => what === 'cpu p50' && arms.head === 'scm_rights head');
  assert.ok(cpu !== undefined && cpu.q < 0.001 && Math.abs(cpu.ratio - 2) < 0.1);
});

test('fewer than ten blocks are not looked at', async () => {
  const [, found] = await explore({ end: { after: 9, by: 'budget' } });
  assert.deepEqual(found, []);
});
