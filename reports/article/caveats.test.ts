// SPDX-License-Identifier: Apache-2.0
// A run with a fault says so before its answer; a run without one says nothing.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Result } from '../../bench/results/result.ts';
import { exampleInput } from '../testing/example-result.ts';
import {
  changed,
  everythingSkipped,
  singleBlock,
  withFailures,
  withoutMechanism,
} from '../testing/example-variants.ts';
import { plainText } from './blocks.ts';
import { caveatsOf } from './caveats.ts';
import { sections } from './index.ts';

function caveatText(result: Result): string {
  return caveatsOf(result).map(plainText).join('\n');
}

const { run, launches } = exampleInput().result;

test('caveats come first in the article', () => {
  assert.equal(sections[0]?.id, 'before-you-read-on');
});

test('a good run has none', () => {
  assert.equal(caveatText(exampleInput().result), '');
});

test('each fault has its sentence', () => {
  const cases: [Result, RegExp][] = [
    [everythingSkipped().result, /^Nothing was measured: everything that was asked for was skipped/],
    [changed({ rows: [], skips: [] }).result, /^Nothing was measured, so this report has no answer/],
    [changed({ run: { ...run, status: 'interrupted' } }).result, /The run was interrupted/],
    [changed({ run: { ...run, quick: true } }).result, /This was a quick run/],
    [withFailures(5).result, /^5 of [\d,]+ launches failed/],
    [withoutMechanism('pidfd_getfd').result, /Not measured in any scenario: pidfd_getfd/],
    [singleBlock().result, /too few blocks for any interval/],
    [
      changed({
        launches: launches.map((launch, index) => (index === 0 ? { ...launch, oracle: 'fail' } : launch)),
      }).result,
      /The oracle failed in 1 launch:/,
    ],
  ];
  for (const [result, expected] of cases) assert.match(caveatText(result), expected);
});
