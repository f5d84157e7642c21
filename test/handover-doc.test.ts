// SPDX-License-Identifier: Apache-2.0
// docs/handover.md ties each step to what shows it: every test, arm, scenario, proof and file that it names is there.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { proofs } from '../bench/proofs/index.ts';
import { projectRoot } from '../bench/project-root.ts';
import { handoverScenarios } from '../scenarios/handover/index.ts';
import { scenarios } from '../scenarios/index.ts';

const text = readFileSync(join(projectRoot, 'docs', 'handover.md'), 'utf8');
const named = [...new Set([...text.matchAll(/`([^`\n]+)`/g)].map(([, word = '']) => word))];

const cTests = readdirSync(join(projectRoot, 'native', 'test'))
  .filter((file) => file.endsWith('.c'))
  .flatMap((file) => [
    ...readFileSync(join(projectRoot, 'native', 'test', file), 'utf8').matchAll(/^TEST\((\w+)\)/gm),
  ])
  .map(([, name]) => name);

/** Sentences in snake case are C tests; all but the words of the kernel's interface. */
const looksLikeTest = /^[a-z]+(_[a-z0-9]+){3,}$/;

test('each C test that it names is there', () => {
  const claimed = named.filter((word) => looksLikeTest.test(word));
  assert.ok(claimed.length >= 7, `${String(claimed.length)} are named`);
  assert.deepEqual(
    claimed.filter((name) => !cTests.includes(name)),
    [],
  );
});

test('each scenario, arm and proof that it names is there', () => {
  const known = new Set([
    ...[...scenarios, ...handoverScenarios].map(({ id }) => id),
    ...handoverScenarios.flatMap(({ arms }) => arms.map(({ id }) => id)),
    ...proofs.map(({ name }) => name),
  ]);
  const claimed = named.filter(
    (word) =>
      /^(handover|streams)-[a-z-]+$/.test(word) ||
      /^\w+_(emptied|migrated|pulled|sent|seamless|plain|upgrade|handover)$/.test(word),
  );
  assert.ok(claimed.length >= 12, `${String(claimed.length)} are named`);
  assert.deepEqual(
    claimed.filter((name) => !known.has(name)),
    [],
  );
});

test('each file that it names is there', () => {
  const claimed = [...text.matchAll(/\b((?:native|bench|test)\/[\w/-]+\.(?:c|h|ts))\b/g)].map(
    ([, path = '']) => path,
  );
  assert.ok(claimed.length >= 4, `${String(claimed.length)} are named`);
  assert.deepEqual(
    claimed.filter((path) => !existsSync(join(projectRoot, path))),
    [],
  );
});

test('a name that is not there is found', () => {
  assert.ok(looksLikeTest.test('a_test_that_is_not_there') && !cTests.includes('a_test_that_is_not_there'));
});
