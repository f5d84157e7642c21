// SPDX-License-Identifier: Apache-2.0
// Each threat is told where its cause was recorded, and only there.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Environment } from '../../bench/results/environment.ts';
import type { Result } from '../../bench/results/result.ts';
import { exampleInput } from '../testing/example-result.ts';
import { changed, singleBlock } from '../testing/example-variants.ts';
import { plainText } from './blocks.ts';
import { threatsTo } from './threats.ts';

const { environment, rows } = exampleInput().result;

function threatsOf(result: Result): string {
  return threatsTo(result).map(plainText).join('\n');
}

function machine(change: Partial<Environment>): Result {
  return changed({ environment: { ...environment, ...change } }).result;
}

test('that it is one machine holds for every run', () => {
  assert.match(threatsOf(changed({ rows: [], doubts: [] }).result), /^One machine, one kernel, one run\./);
});

test('a threat comes and goes with its cause', () => {
  const { cpu, security } = environment;
  const cases: [RegExp, Result, Result][] = [
    [
      /A virtual machine/,
      machine({ cpu: { ...cpu, hypervisor: 'KVM' } }),
      machine({ cpu: { ...cpu, hypervisor: null } }),
    ],
    [
      /2 CPUs for all/,
      machine({ cpu: { ...cpu, allowed: [0, 1] } }),
      machine({ cpu: { ...cpu, allowed: [0, 1, 2, 3] } }),
    ],
    [
      /Run as root/,
      machine({ security: { ...security, uid: 0 } }),
      machine({ security: { ...security, uid: 1000 } }),
    ],
    [
      /Everything was measured same CPU/,
      changed({ rows: rows.filter(({ placement }) => placement === 'same-cpu') }).result,
      changed({}).result,
    ],
    [/have fewer than 20 blocks/, singleBlock().result, changed({}).result],
    [
      /doubts? stands? beside numbers|doubts stand beside numbers/,
      changed({}).result,
      changed({ doubts: [] }).result,
    ],
    [
      /2 of \d+ comparisons were declared/,
      changed({}).result,
      changed({ rows: rows.filter((row) => row.declared) }).result,
    ],
  ];
  for (const [expected, present, absent] of cases) {
    assert.match(threatsOf(present), expected);
    assert.doesNotMatch(threatsOf(absent), expected);
  }
});
