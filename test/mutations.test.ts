// SPDX-License-Identifier: Apache-2.0
// Each known fault of statistics breaks the test that is named for it: a test that survives one proves nothing.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { mutations } from './mutations/mutations.ts';
import { mutate, passing, survives } from './mutations/run-mutant.ts';

describe('without a mutation the tests pass', { concurrency: 2 }, () => {
  for (const file of new Set(mutations.map(({ breaks }) => breaks.file))) {
    test(file, async () => {
      const named = mutations.filter(({ breaks }) => breaks.file === file).map(({ breaks }) => breaks.test);
      const tests = [...new Set(named)];
      assert.deepEqual(await passing(file, tests), tests);
    });
  }
});

describe('and each mutation breaks its own', { concurrency: 2 }, () => {
  for (const mutation of mutations) {
    test(mutation.name, async () => {
      assert.ok(!(await survives(mutation)), `"${mutation.breaks.test}" did not notice`);
    });
  }
});

describe('a mutation proves nothing', () => {
  const of = (text: string): (() => string) => {
    const mutation = { name: 'example', file: 'some.ts', find: 'a + b', replace: 'a - b' };
    return () => mutate(mutation, text);
  };

  test('where its place is not in the source, or more than once', () => {
    assert.equal(of('f(a + b)')(), 'f(a - b)');
    assert.throws(of('f(a + c)'), /"a \+ b" occurs 0 times in some\.ts, not once/);
    assert.throws(of('f(a + b, a + b)'), /occurs 2 times/);
  });

  test('where the test that it breaks is not there', async () => {
    const run = passing('bench/gate/design.test.ts', ['no such test']);
    await assert.rejects(run, /no test named "no such test" was run/);
  });
});
