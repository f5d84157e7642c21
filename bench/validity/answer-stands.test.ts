// SPDX-License-Identifier: Apache-2.0
// A ratio that wanders, has two levels or comes in waves weakens a verdict only where the verdict could be another.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { DoubtId } from '../results/doubt.ts';
import type { Suspect } from './check.ts';
import { findDoubt, weightOf } from './testing/find-doubt.ts';
import { madeUpSuspect } from './testing/made-up-suspect.ts';

/** Log-ratios about `level`, of which half lie 0.04 higher, or which come in waves. */
const faults: Readonly<Record<string, { doubt: DoubtId; at: (level: number) => Suspect }>> = {
  'a ratio that steps up': {
    doubt: 'drift',
    at: (level) => madeUpSuspect({ ...still, ofArm: (block) => level + (block < 20 ? 0 : 0.04) }),
  },
  'a ratio with two levels': {
    doubt: 'several-modes',
    at: (level) => ({
      ...madeUpSuspect({ ...still, ofArm: (block) => level + (block % 2 === 0 ? 0 : 0.04) }),
      tolerance: 0.02,
    }),
  },
  'a ratio that comes in waves': {
    doubt: 'autocorrelation',
    at: (level) => madeUpSuspect({ ...still, ofArm: (block) => level + 0.03 * Math.sin(block / 4) }),
  },
};
const still = { blocks: 40, spread: 0.001, outliers: 0 };
const turnsAt = Math.log1p(0.1);

for (const [name, { doubt, at }] of Object.entries(faults)) {
  describe(name, () => {
    test('weakens the number itself, wherever it lies', () => {
      for (const level of [-0.5, 0, 0.3]) assert.equal(weightOf(doubt, at(level)), 'weakens');
    });
    test('weakens a verdict that it may turn', () => {
      for (const level of [turnsAt - 0.05, turnsAt - 0.02, turnsAt + 0.01]) {
        assert.equal(weightOf(doubt, { ...at(level), turnsAt }), 'weakens', String(level));
      }
    });
    test('is noted where the answer is the same for all of it, and says so', () => {
      for (const level of [-0.5, -0.1, 0.4]) {
        const suspect = { ...at(level), turnsAt };
        assert.equal(weightOf(doubt, suspect), 'note', String(level));
        assert.match(
          findDoubt(doubt, suspect)?.evidence ?? '',
          /the same for all of it: it turns at 1\.100\.$/,
        );
      }
    });
  });
}

test('the size that moved must fit once more between the ratio and where the answer turns', () => {
  const at = (level: number): Suspect => ({
    ...madeUpSuspect({ ...still, ofArm: (block) => level + (block < 20 ? 0 : 0.08) }),
    turnsAt,
  });
  assert.equal(weightOf('drift', at(turnsAt - 0.17)), 'note');
  assert.equal(weightOf('drift', at(turnsAt - 0.15)), 'weakens');
  assert.equal(weightOf('drift', at(turnsAt + 0.07)), 'weakens');
  assert.equal(weightOf('drift', at(turnsAt + 0.09)), 'note');
});
