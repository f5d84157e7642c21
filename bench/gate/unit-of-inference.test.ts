// SPDX-License-Identifier: Apache-2.0
// The block is the unit: arms are compared within it, it counts once however many samples its launches hold, and
// blocks come in the order of time.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideGate } from './decide.ts';
import { exampleCell } from './testing/example-cells.ts';
import type { Change } from './testing/simulated-blocks.ts';
import { simulate } from './testing/simulated-blocks.ts';

test('what the launches of a block have in common cancels', async () => {
  const wishes = { seed: 3, spread: 0.01, wander: 0.3 };
  const slowed = { ...wishes, slowdownOf: (arm: string) => (arm.endsWith(' head') ? 0.08 : 0) };
  const alike = await decideGate([exampleCell()], simulate(wishes));
  assert.equal(alike.verdict, 'PASS');
  const slower = await decideGate([exampleCell()], simulate(slowed));
  assert.equal(slower.verdict, 'FAIL');
  for (const { ratio } of slower.endpoints) {
    assert.ok(ratio !== null && Math.abs(ratio.value - 1.08) < 0.01);
  }
});

test('a launch counts once, however many samples it has', async () => {
  const cell = exampleCell({ tolerance: 0.005 });
  let falseAlarms = 0;
  for (let seed = 0; seed < 30; seed++) {
    const { first } = await decideGate([cell], simulate({ seed, spread: 0.1 }));
    const looks = [...first.looks.values()].flat();
    if (looks.some(({ decision }) => decision === 'FAIL')) falseAlarms += 1;
  }
  // 1 % of 30 is none; as many as three come once in 300 times.
  assert.ok(falseAlarms < 3, String(falseAlarms));
});

test('blocks stay in the order of time: a ratio that rises meanwhile is a doubt, one that wanders is not', async () => {
  const rising: Change = (launch) => {
    if (!launch.arm.endsWith(' head') || launch.wall === null) return launch;
    const factor = 1 + 0.004 * (launch.block % 100_000);
    return { ...launch, wall: { ...launch.wall, p50: launch.wall.p50 * factor } };
  };
  const orderIds = ['drift', 'autocorrelation'];
  const risen = await decideGate([exampleCell()], simulate({ seed: 1, change: rising }));
  assert.ok(risen.endpoints.every(({ doubts }) => doubts.includes('drift')));
  assert.equal(risen.verdict, 'INCONCLUSIVE');
  const still = await decideGate([exampleCell()], simulate({ seed: 1 }));
  assert.deepEqual(
    still.endpoints.flatMap(({ doubts }) => doubts.filter((id) => orderIds.includes(id))),
    [],
  );
});
