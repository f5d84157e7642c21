// SPDX-License-Identifier: Apache-2.0
// What was seen against what was expected: by version, within bounds, the same as elsewhere; a broken play is no pass.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Expected } from '../../scenarios/play.ts';
import { judgeAct } from './judge-act.ts';
import type { Played, TakenStep } from './play-act.ts';

function played(seen: Readonly<Record<string, string | number>>, more: Partial<Played> = {}): Played {
  return { taken: [], seen: new Map(Object.entries(seen)), impossible: null, ...more };
}

const failedStep = (error: string): TakenStep => ({
  who: 'donor',
  line: 'pass-rights channel off',
  answer: { result: -1, error },
});

const one: readonly Expected[] = [{ sees: { 'got.fds': 2 } }];
const statusOf = (seen: Readonly<Record<string, string | number>>, expects: readonly Expected[]): string =>
  judgeAct(played(seen), expects, '6.18.44-any').status;

describe('an act is judged', () => {
  test('as expected, or different with what was seen', () => {
    assert.equal(statusOf({ 'got.fds': 2 }, one), 'as-expected');
    const { status, why } = judgeAct(played({ 'got.fds': 3 }), one, '6.18');
    assert.deepEqual([status, why], ['different', 'got.fds is 3, expected 2']);
    assert.equal(statusOf({}, one), 'different');
    assert.equal(statusOf({ 'got.fds': '2' }, one), 'different');
  });

  test('by the newest version that is not above the kernel’s', () => {
    const ladder: readonly Expected[] = [
      { sees: { 'pulled.error': 'EBADF' } },
      { since: '6.9', sees: { 'pulled.error': 'ESRCH' } },
    ];
    const of = (error: string, release: string): string =>
      judgeAct(played({ 'pulled.error': error }), ladder, release).status;
    assert.equal(of('EBADF', '6.8.0-1'), 'as-expected');
    assert.equal(of('EBADF', '6.18.44'), 'different');
    assert.equal(of('ESRCH', '6.18.44'), 'as-expected');
    assert.equal(of('ESRCH', '7.0'), 'as-expected');
  });

  test('a kernel that nothing is expected of cannot play it', () => {
    const { status, why } = judgeAct(played({}), [{ since: '6.16', sees: {} }], '6.1.0');
    assert.equal(status, 'not-possible');
    assert.match(why, /6\.1\.0/);
  });

  test('within bounds, and not where there is no number', () => {
    const bounds: readonly Expected[] = [{ sees: { 'n.reset': { atLeast: 60, atMost: 140 } } }];
    assert.equal(statusOf({ 'n.reset': 60 }, bounds), 'as-expected');
    assert.equal(statusOf({ 'n.reset': 141 }, bounds), 'different');
    assert.equal(statusOf({ 'n.reset': 59 }, bounds), 'different');
    assert.equal(statusOf({ 'n.reset': '100' }, bounds), 'different');
  });

  test('one of several, and no other', () => {
    const either: readonly Expected[] = [{ sees: { 'pulled.error': { oneOf: ['EBADF', 'ESRCH'] } } }];
    assert.equal(statusOf({ 'pulled.error': 'EBADF' }, either), 'as-expected');
    assert.equal(statusOf({ 'pulled.error': 'ESRCH' }, either), 'as-expected');
    const { status, why } = judgeAct(played({ 'pulled.error': '' }), either, '5.14');
    assert.deepEqual([status, why], ['different', 'pulled.error is nothing, expected one of EBADF, ESRCH']);
  });

  test('the same as elsewhere, and never as what was not seen', () => {
    const same: readonly Expected[] = [{ sees: { 'after.open': { sameAs: 'before.open', plus: 1 } } }];
    assert.equal(statusOf({ 'before.open': 3, 'after.open': 4 }, same), 'as-expected');
    assert.equal(statusOf({ 'before.open': 3, 'after.open': 3 }, same), 'different');
    assert.equal(statusOf({ 'after.open': 4 }, same), 'different');
  });
});

test('an answer that never came is not one without an error', () => {
  const noError: readonly Expected[] = [{ sees: { 'sent.error': '' } }];
  assert.equal(statusOf({ 'sent.error': '' }, noError), 'as-expected');
  const { status, why } = judgeAct(played({ 'got.error': '' }), noError, '6.18');
  assert.deepEqual([status, why], ['different', 'sent.error was not answered, expected nothing']);
});

test('a call that failed has answered, though not with each of its fields', () => {
  const refused: readonly Expected[] = [{ sees: { 'got.error': 'EPERM', 'got.cause': '' } }];
  assert.equal(statusOf({ 'got.error': 'EPERM' }, refused), 'as-expected');
  assert.equal(statusOf({ 'got.error': '' }, refused), 'different');
});

describe('a set-up that fails', () => {
  const impossible = (error: string): { readonly status: string; readonly why: string } =>
    judgeAct(played({ 'got.fds': 2 }, { impossible: failedStep(error) }), one, '6.18');

  test('is not possible here, with its reason', () => {
    const { status, why } = impossible('ENOPROTOOPT');
    assert.deepEqual([status, why], ['not-possible', 'donor could not pass-rights channel off: ENOPROTOOPT']);
  });

  test('for a broken play is different, though all else is as expected', () => {
    for (const error of ['MISUSED', 'PLAYER_ENDED', 'PLAYER_SILENT', 'PLAYER_GARBLED'])
      assert.equal(impossible(error).status, 'different', error);
  });
});

test('a step that cannot be taken makes the act different', () => {
  const { status, why } = judgeAct(played({ 'got.fds': 2 }, { taken: [failedStep('MISUSED')] }), one, '6.18');
  assert.equal(status, 'different');
  assert.match(why, /not a step that can be taken: pass-rights/);
});

test('a player that says nothing, or what is no answer, makes the act different; one may be meant to end', () => {
  const withStep = (error: string): ReturnType<typeof judgeAct> =>
    judgeAct(played({ 'got.fds': 2 }, { taken: [failedStep(error)] }), one, '6.18');
  for (const error of ['PLAYER_SILENT', 'PLAYER_GARBLED']) {
    assert.equal(withStep(error).status, 'different', error);
    assert.match(withStep(error).why, new RegExp(`^donor was to pass-rights channel off: ${error}$`));
  }
  assert.equal(withStep('PLAYER_ENDED').status, 'as-expected');
});
