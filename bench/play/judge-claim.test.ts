// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ClaimPartOutcome } from '../results/claim-outcome.ts';
import { judgeClaim, verdictOf } from './judge-claim.ts';

type Status = ClaimPartOutcome['status'];

const part = (
  role: ClaimPartOutcome['role'],
  status: Status,
  more: Partial<ClaimPartOutcome> = {},
): ClaimPartOutcome => ({
  says: `The ${role}.`,
  role,
  status,
  drawnFrom: null,
  why: status === 'as-expected' ? '' : 'of this',
  expected: {},
  seen: {},
  ...more,
});

describe('the verdict on a claim', () => {
  const cases: readonly [core: readonly Status[], limits: readonly Status[], verdict: string][] = [
    [['as-expected', 'as-expected'], [], 'holds'],
    [['as-expected'], ['different', 'different'], 'holds'],
    [['as-expected'], ['different', 'as-expected'], 'holds with a condition'],
    [['as-expected'], ['not-possible', 'as-expected'], 'holds with a condition'],
    [['as-expected'], ['not-possible', 'different'], 'open'],
    [['as-expected', 'different'], ['as-expected'], 'does not hold'],
    [['different', 'not-possible'], [], 'does not hold'],
    [['as-expected', 'not-possible'], ['as-expected'], 'open'],
    [[], ['as-expected'], 'open'],
    [[], [], 'open'],
  ];
  for (const [core, limits, verdict] of cases) {
    test(`core ${core.join(', ') || 'none'}; limits ${limits.join(', ') || 'none'}: ${verdict}`, () => {
      const parts = [
        ...core.map((status) => part('core', status)),
        ...limits.map((status) => part('limit', status)),
      ];
      assert.equal(verdictOf(parts), verdict);
      assert.equal(verdictOf(parts.toReversed()), verdict);
    });
  }
});

test('what is told beside decides nothing, however it came out', () => {
  for (const status of ['as-expected', 'different', 'not-possible'] as const) {
    const beside = part('beside', status);
    assert.equal(verdictOf([part('core', 'as-expected'), beside]), 'holds');
    assert.equal(
      verdictOf([part('core', 'as-expected'), part('limit', 'as-expected'), beside]),
      'holds with a condition',
    );
    assert.equal(verdictOf([part('core', 'different'), beside]), 'does not hold');
    assert.equal(verdictOf([beside]), 'open');
  }
});

describe('what is told of a claim', () => {
  const claim = { id: 'C5', claim: 'It is so.' };

  test('what was seen is evidence, limits that were seen are conditions', () => {
    const { evidence, conditions, command } = judgeClaim(claim, [
      part('core', 'as-expected', { says: 'It pulls.' }),
      part('core', 'as-expected', { says: 'It counts.', drawnFrom: 'silent-hazards', why: '3 of 4' }),
      part('limit', 'as-expected', { says: 'One at a time.' }),
      part('limit', 'different', { says: 'Not at night.', why: 'it did' }),
    ]);
    assert.equal(
      evidence,
      'It pulls. It counts. (3 of 4.) A limit that was not seen: Not at night. (it did.)',
    );
    assert.deepEqual(conditions, ['One at a time.']);
    assert.equal(command, 'npm run bench -- claims --only C5');
  });

  test('what is told beside stands after the core, and is no condition', () => {
    const { evidence, conditions } = judgeClaim(claim, [
      part('beside', 'as-expected', { says: 'It has a flag of its own.' }),
      part('core', 'as-expected', { says: 'It pulls.' }),
      part('beside', 'different', { says: 'It is blue.', why: 'it is red' }),
      part('beside', 'not-possible', { says: 'It is old.', why: 'no calendar' }),
    ]);
    assert.equal(
      evidence,
      'It pulls. It has a flag of its own. Not so: It is blue. (it is red.) Not played: It is old. (no calendar.)',
    );
    assert.deepEqual(conditions, []);
  });

  test('what is not so, or was not played, is told with its reason, and the same reason once', () => {
    const { evidence, command } = judgeClaim(claim, [
      part('core', 'different', { says: 'It pulls.', why: 'EPERM' }),
      part('core', 'not-possible', {
        says: 'It serves.',
        drawnFrom: 'pulled-listener-serves',
        why: 'no run',
      }),
      part('limit', 'not-possible', { drawnFrom: 'pulled-listener-limits', why: 'no run' }),
    ]);
    assert.equal(evidence, 'Not so: It pulls. (EPERM.) Not played: It serves. (no run.)');
    assert.equal(command, 'npm run bench -- claims --only C5 --with DIR');
  });
});
