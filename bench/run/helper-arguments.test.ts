// SPDX-License-Identifier: Apache-2.0
// Flags that came later are given only where they say something: a base revision, or somebody's own helper, may not
// know them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { armsOfScenario } from '../plan/arms.ts';
import { mechanisms } from '../mechanisms.ts';
import { scenarios } from '../../scenarios/index.ts';
import { planArguments } from './helper-arguments.ts';

const later = [
  '--initiator',
  '--arrivals',
  '--rate-per-second',
  '--seed',
  '--service',
  '--service-ns',
  '--utilisation-percent',
  '--inject-ns',
];

function wordsOf(id: string, arm: string): string[] {
  const scenario = scenarios.find((one) => one.id === id);
  assert.ok(scenario?.class === 'launches');
  const found = armsOfScenario(scenario, mechanisms).find((one) => one.id === arm);
  assert.ok(found !== undefined, arm);
  return planArguments(found.mechanism, found.parameters);
}

test('the first scenarios need none of them', () => {
  const words = wordsOf('one-descriptor', 'scm_rights');
  assert.deepEqual(
    later.filter((flag) => words.includes(flag)),
    [],
  );
});

test('a donor that is asked while it is busy', () => {
  const words = wordsOf('busy-donor', 'scm_rights 95 % busy');
  const given = later.flatMap((flag) =>
    words.includes(flag) ? [[flag, words[words.indexOf(flag) + 1]]] : [],
  );
  assert.deepEqual(given, [
    ['--initiator', 'receiver'],
    ['--arrivals', 'poisson'],
    ['--rate-per-second', '100'],
    ['--seed', '1'],
    ['--service', 'constant'],
    ['--service-ns', '50000'],
    ['--utilisation-percent', '95'],
  ]);
});

test('a donor that is asked while it is idle has no work', () => {
  const words = wordsOf('busy-donor', 'scm_rights idle');
  assert.ok(words.includes('--initiator') && !words.includes('--service'));
});
