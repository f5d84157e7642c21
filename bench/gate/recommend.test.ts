// SPDX-License-Identifier: Apache-2.0
// The curve and the advice, from simulated sessions of a quiet, a noisy and a hopeless machine.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { EndpointCalibration } from '../results/calibration.ts';
import { operatingCharacteristic, replayVerdicts } from './operating-characteristic.ts';
import { recommend } from './recommend.ts';
import { exampleCell } from './testing/example-cells.ts';
import { simulatedSession } from './testing/simulated-session.ts';

const cell = exampleCell({ mechanism: ['scm_rights'] });
const quiet = await simulatedSession(cell, { blocks: 120, seed: 3, spread: 0.01 });
const [endpoint] = cell.endpoints;

async function adviceFor(spread: number): Promise<EndpointCalibration['recommended'] | undefined> {
  const session = await simulatedSession(cell, { blocks: 120, seed: 2, spread });
  const advice = await recommend({ cell, session, redraws: 20, seed: 1 });
  return advice.get(endpoint?.id ?? '');
}

describe('the operating characteristic', () => {
  test('nothing fails without a slowdown, everything with a large one; shares add up to 1', async () => {
    const slowdowns = [0, 0.05, 0.15];
    const curves = await operatingCharacteristic({ cell, session: quiet, redraws: 40, seed: 1 }, slowdowns);
    const curve = curves.get(endpoint?.id ?? '') ?? [];
    assert.deepEqual(
      curve.map(({ slowdown }) => slowdown),
      slowdowns,
    );
    assert.deepEqual([curve[0]?.fail, curve[0]?.pass], [0, 1]);
    assert.deepEqual([curve[2]?.fail, curve[2]?.pass], [1, 0]);
    for (const { fail, pass, inconclusive } of curve)
      assert.ok(Math.abs(fail + pass + inconclusive - 1) < 1e-9);
  });
  test('the same seed gives the same verdicts, and every redraw is told', async () => {
    let ticks = 0;
    const tick = (): Promise<void> => {
      ticks += 1;
      return Promise.resolve();
    };
    const wishes = { cell, session: quiet, redraws: 25, seed: 4, tick };
    assert.deepEqual(await replayVerdicts(wishes, 0.05), await replayVerdicts(wishes, 0.05));
    assert.equal(ticks, 50);
  });
  test('what a tick throws ends it', async () => {
    const tick = (): Promise<void> => Promise.reject(new Error('enough'));
    await assert.rejects(replayVerdicts({ cell, session: quiet, redraws: 5, seed: 1, tick }, 0), /enough/);
  });
});

describe('the advice', () => {
  test('a quiet machine carries a tighter tolerance than the default', async () => {
    const advice = await adviceFor(0.01);
    assert.ok((advice?.tolerance ?? 1) < 0.05, advice?.text);
    assert.match(advice?.text ?? '', /tighter than the default of 5 %/);
  });
  test('a noisy one is never told a looser tolerance in silence', async () => {
    const advice = await adviceFor(0.3);
    assert.ok((advice?.tolerance ?? 0) > 0.05, advice?.text);
    assert.match(advice?.text ?? '', /too noisy for the default of 5 %.*Quieten it/);
  });
  test('a hopeless one is told so', async () => {
    const advice = await adviceFor(3);
    assert.match(advice?.text ?? '', /^none up to 50 %: .*too noisy/);
  });
  test('a pass longer than the session is not tried: it would meet a block twice', async () => {
    const short = { ...quiet, blocks: quiet.blocks.slice(0, 60) };
    const advice = await recommend({ cell, session: short, redraws: 20, seed: 1 });
    assert.equal(advice.get(endpoint?.id ?? '')?.blocks, 30);
  });
});
