// SPDX-License-Identifier: Apache-2.0
// One colour a mechanism, everywhere; and dash and shape tell arms apart without colour.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Arm } from '../../bench/results/result.ts';
import { labelsOfArms } from './arm-label.ts';
import { stylesOfArms } from './arm-style.ts';

function arm(mechanism: string, variant = ''): Arm {
  return { id: `${mechanism} ${variant}`, mechanism, variant, launchedBy: 'node', isFloor: false };
}

test('a mechanism keeps its colour whatever stands beside it', () => {
  const [alone] = stylesOfArms([arm('pidfd_getfd')]);
  const [, , among] = stylesOfArms([arm('message_only'), arm('scm_rights'), arm('pidfd_getfd')]);
  assert.deepEqual(alone, among);
});

test('arms differ in dash and in shape, also variants of one mechanism', () => {
  const styles = stylesOfArms([
    arm('message_only'),
    arm('scm_rights'),
    arm('pidfd_getfd'),
    arm('pidfd_getfd', 'fresh'),
    arm('pidfd_getfd', 'known'),
    arm('unheard_of'),
  ]);
  assert.equal(new Set(styles.map(({ dash }) => dash.join())).size, styles.length);
  assert.equal(new Set(styles.map(({ shape }) => shape)).size, styles.length);
  assert.equal(new Set(styles.slice(2, 5).map(({ colour }) => colour)).size, 1);
});

test('labels never coincide, however long the names', () => {
  const long = 'x'.repeat(200);
  const labels = labelsOfArms([arm(long, 'a'), arm(long, 'b'), { ...arm(long, 'c'), isFloor: true }]);
  assert.equal(new Set(labels.values()).size, 3);
});
