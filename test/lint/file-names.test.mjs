// SPDX-License-Identifier: Apache-2.0
// Names that say nothing are found, names that say something are not.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complaintAboutName } from './file-names.mjs';

const bad = [
  ['bench/utils.ts', /says nothing/],
  ['bench/helpers/a.ts', /says nothing/],
  ['reports/common.test.ts', /says nothing/],
  ['bench/run/Launch.ts', /kebab/],
  ['bench/run/run_launch.ts', /kebab/],
  ['bench/run/plan-2.ts', /numbered/],
  ['bench/run/plan-v2.ts', /numbered/],
];
const good = [
  'bench/main.ts',
  'eslint.config.js',
  'bench/plan/build-plan.test.ts',
  'bench/run/spawn-helper.ts',
  'native/helper/main.c',
];

for (const [path, complaint] of bad) {
  test(`${path} is refused`, () => assert.match(complaintAboutName(path) ?? '', complaint));
}
for (const path of good) {
  test(`${path} is accepted`, () => assert.equal(complaintAboutName(path), undefined));
}
