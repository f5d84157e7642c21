// SPDX-License-Identifier: Apache-2.0
// Two modes are found where there are two, and not made up where values merely scatter.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRandom } from '../plan/random.ts';
import type { Random } from '../plan/random.ts';
import type { Suspect } from './check.ts';
import { severalModes } from './several-modes.ts';
import { findDoubt, weightOf } from './testing/find-doubt.ts';
import { drawNormal, madeUpSuspect } from './testing/made-up-suspect.ts';

test('block ratios in two groups are weakened', () => {
  const halves = madeUpSuspect({ outliers: 0, ofArm: (block) => (block % 2 === 0 ? 0.3 : 0) });
  assert.equal(weightOf('several-modes', halves), 'weakens');
  const evidence = findDoubt('several-modes', halves)?.evidence ?? '';
  assert.match(
    evidence,
    /^The block ratios fall into two groups with nothing between, 15 and 15, .*m-value [3-4]\./,
  );
  assert.equal(
    weightOf('several-modes', madeUpSuspect({ ofArm: (block) => (block % 3 === 0 ? 0.5 : 0) })),
    'weakens',
  );
});

test('modes that both arms share are noted: they cancel in the ratio', () => {
  const shared = madeUpSuspect({ ofAll: (block) => (block % 2 === 0 ? 0.4 : 0) });
  assert.equal(weightOf('several-modes', shared), 'note');
  assert.match(findDoubt('several-modes', shared)?.evidence ?? '', /^The launches fall into two groups/);
});

test('modes closer than what matters are not told', () => {
  const close = madeUpSuspect({ spread: 0.001, outliers: 0, ofArm: (block) => (block % 2 === 0 ? 0.02 : 0) });
  assert.equal(weightOf('several-modes', close), 'none');
  assert.equal(weightOf('several-modes', { ...close, tolerance: 0.01 }), 'weakens');
});

test('a few outliers are no mode, and under 20 values there is none', () => {
  assert.equal(
    weightOf('several-modes', madeUpSuspect({ outliers: 0, ofArm: (block) => (block % 6 === 0 ? 0.5 : 0) })),
    'none',
  );
  const few = madeUpSuspect({ blocks: 18, ofArm: (block) => (block % 2 === 0 ? 0.3 : 0) });
  assert.equal(weightOf('several-modes', few), 'none');
});

const shapes: Readonly<Record<string, (random: Random) => number>> = {
  normal: drawNormal,
  'log-normal': (random) => Math.exp(0.5 * drawNormal(random)),
  uniform: (random) => random.below(2 ** 20) / 2 ** 18,
  'heavy-tailed': (random) =>
    drawNormal(random) / Math.hypot(0.6 * drawNormal(random), 0.6 * drawNormal(random)),
};

for (const [name, draw] of Object.entries(shapes)) {
  test(`one mode, ${name}: found in fewer than 0.5 % of 1,000 samples of 20 and of 40`, () => {
    for (const count of [20, 40]) {
      const random = makeRandom(7, name);
      const found = [...Array(1000).keys()].filter(
        () => severalModes.look(withRatios(count, () => draw(random))) !== null,
      );
      assert.ok(found.length < 5, `${String(found.length)} with ${String(count)} values`);
    }
  });
}

test('two modes ten deviations apart are found in nine of ten samples of 30', () => {
  const random = makeRandom(8, 'two modes');
  const found = [...Array(200).keys()].filter(
    () => severalModes.look(withRatios(30, () => drawNormal(random) + 10 * random.below(2))) !== null,
  );
  assert.ok(found.length >= 180, String(found.length));
});

/** Values far apart in parts of the tolerance, so that only their shape decides. */
function withRatios(count: number, draw: () => number): Suspect {
  const logs = Array.from({ length: count }, draw);
  const ratios = logs.map((logRatio, block) => ({
    block,
    logRatio,
    position: block % 2,
    comparedPosition: 1 - (block % 2),
  }));
  return { ...madeUpSuspect({ blocks: 0 }), ratios };
}
