// SPDX-License-Identifier: Apache-2.0
// The commands a reader copies: same arguments, same seed, another folder.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commandToMeasure, commandToRepeat } from './commands.ts';
import { exampleInput } from './testing/example-result.ts';

const { run } = exampleInput().result;

test('repeating keeps the arguments and gives the seed once, but not the folder', () => {
  const again = (...given: string[]): string => commandToRepeat({ ...run, arguments: given, seed: 7 });
  assert.equal(again(), 'npm run bench -- --seed 7');
  assert.equal(again('--quick', '--seed', '7', '--out', 'x'), 'npm run bench -- --quick --seed 7');
  assert.equal(again('--seed=7', '--out=x', '--blocks', '30'), 'npm run bench -- --blocks 30 --seed 7');
  assert.equal(again('--only', 'a;b'), "npm run bench -- --only 'a;b' --seed 7");
});

test('measuring names the scenario and the placement', () => {
  assert.equal(commandToMeasure('batch'), 'npm run bench -- --only scenario=batch');
  assert.equal(
    commandToMeasure('batch', 'cross-cpu'),
    'npm run bench -- --only scenario=batch --placement cross-cpu',
  );
});
