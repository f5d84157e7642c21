// SPDX-License-Identifier: Apache-2.0
// A run with a fault says so before its answer; a run without one says nothing.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Doubt } from '../../bench/results/doubt.ts';
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

test('a doubt is a caveat where it weakens a declared comparison, not elsewhere', () => {
  const about = (change: Partial<Doubt>): Result['doubts'] => [
    {
      id: 'canary',
      scenario: 'one-descriptor',
      placement: 'same-cpu',
      point: null,
      arm: 'scm_rights',
      weight: 'weakens',
      evidence: 'The floor moved.',
      advice: 'Run again.',
      ...change,
    },
  ];
  const textFor = (doubts: Result['doubts']): string => caveatText(changed({ doubts }).result);
  assert.equal(
    textFor(about({})),
    '1 of 2 declared comparisons is weakened by a doubt, and nothing is claimed about it: ' +
      'pidfd_getfd in one-descriptor, same CPU (canary). What was seen, and what to do, is below.',
  );
  assert.match(
    textFor([...about({}), ...about({ placement: 'cross-cpu', id: 'drift' })]),
    /^2 of 2 declared comparisons are weakened .* same CPU \(canary\); .* across CPUs \(drift\)\./,
  );
  assert.equal(textFor(about({ weight: 'note' })), '');
  assert.equal(textFor(about({ scenario: 'pidfd-life' })), '');
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
      /The oracle failed in 1 launch \(message_only 1\):/,
    ],
  ];
  for (const [result, expected] of cases) assert.match(caveatText(result), expected);
});
