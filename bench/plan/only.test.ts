// SPDX-License-Identifier: Apache-2.0
// --only: what it takes, and how it refuses the rest.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { scenarios } from '../../scenarios/index.ts';
import { mechanisms } from '../mechanisms.ts';
import { UsageError } from '../usage-error.ts';
import { accepts, acceptsMechanism, knownValues, parseOnly } from './only.ts';

const known = knownValues(scenarios, mechanisms);

function refusal(text: string): string {
  try {
    parseOnly(text, known);
  } catch (error) {
    assert.ok(error instanceof UsageError);
    assert.equal(error.exitCode, 2);
    return error.message;
  }
  throw new Error(`--only ${text} was taken`);
}

describe('taken', () => {
  test('several keys, a key twice, the other word for point', () => {
    assert.deepEqual(parseOnly('scenario=batch,scenario=cold,mechanism=scm_rights', known), {
      scenario: ['batch', 'cold'],
      mechanism: ['scm_rights'],
    });
    assert.deepEqual(parseOnly('batch=252,point=253', known), { point: ['252', '253'] });
    assert.deepEqual(parseOnly('variant=peer pidfd', known), { variant: ['peer pidfd'] });
  });

  test('the floor is never left out', () => {
    const only = parseOnly('mechanism=scm_rights', known);
    assert.equal(acceptsMechanism(only, 'message_only'), true);
    assert.equal(acceptsMechanism(only, 'pidfd_getfd'), false);
    assert.equal(accepts(only, 'placement', 'same-cpu'), true);
  });
});

describe('refused, with what there is and the nearest match', () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ['scenari=cold', /unknown key "scenari"\. Did you mean "scenario"\? Known: scenario, mechanism/],
    ['scenario=one-descripto', /unknown scenario "one-descripto"\. Did you mean "one-descriptor"\?/],
    ['mechanism=scm_right', /Did you mean "scm_rights"\? Known: message_only, scm_rights, pidfd_getfd/],
    ['mechanism=zzzzzzzzzzzzzzzz', /unknown mechanism "zzzzzzzzzzzzzzzz"\. Known:/],
    ['placement=same', /unknown placement "same"/],
    ['batch=3', /unknown point "3".* Known: 1, 2, 4/],
    ['variant=fresh', /Did you mean "stream"|Known: /],
    ['scenario', /"scenario" has no value; write scenario=VALUE/],
    ['scenario=', /has no value/],
    ['', /expected key=value/],
    ['scenario=cold,', /expected key=value/],
    ['=cold', /expected key=value/],
    ['__proto__=1', /unknown key "__proto__"/],
    ['constructor=1', /unknown key "constructor"/],
  ];
  for (const [text, message] of cases) {
    test(`--only "${text}"`, () => {
      assert.match(refusal(text), message);
    });
  }
});
