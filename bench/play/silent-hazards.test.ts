// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ActOutcome, HazardOutcome, PlayedStatus } from '../results/played.ts';
import { goesWrongSilently, moreSilentPushes } from './silent-hazards.ts';

const act = (status: PlayedStatus, seen: ActOutcome['seen']): ActOutcome => ({
  does: '',
  comes: '',
  status,
  expected: {},
  seen,
  why: '',
});

const silent = act('as-expected', { 'got.error': '', 'got.fds': '2' });
const loud = act('as-expected', { 'sent.error': 'EINVAL', 'got.error': '' });
const unseen = act('not-possible', {});

const hazard = (of: HazardOutcome['of'], naive: ActOutcome): HazardOutcome => ({
  id: 'made-up',
  of,
  danger: '',
  source: '',
  naive,
  ours: act('as-expected', {}),
});

describe('a hazard that goes wrong silently', () => {
  test('came about, and nothing that was looked at is an error', () => {
    assert.equal(goesWrongSilently({ naive: silent }), true);
    assert.equal(goesWrongSilently({ naive: loud }), false);
    assert.equal(goesWrongSilently({ naive: unseen }), false);
    assert.equal(goesWrongSilently({ naive: act('different', { 'got.error': '' }) }), false);
  });
});

describe('which has more of them', () => {
  const finding = (push: readonly ActOutcome[], pull: readonly ActOutcome[]): string =>
    moreSilentPushes([
      ...push.map((naive) => hazard('push', naive)),
      ...pull.map((naive) => hazard('pull', naive)),
      hazard('both', silent),
    ]).status;

  test('is counted', () => {
    assert.equal(finding([silent, silent, loud], [silent, loud]), 'as-expected');
    assert.equal(finding([silent, loud], [silent, loud, loud]), 'different');
    assert.equal(finding([loud], [silent]), 'different');
  });

  test('is not decided by what could not be seen', () => {
    assert.equal(finding([silent, silent], [silent, unseen]), 'not-possible');
    assert.equal(finding([silent, silent, silent], [silent, unseen]), 'as-expected');
    assert.equal(finding([silent, unseen], [silent]), 'not-possible');
    assert.equal(finding([unseen], [silent]), 'different');
    assert.equal(finding([], []), 'not-possible');
  });

  test('tells what was counted', () => {
    const { why } = moreSilentPushes([hazard('push', silent), hazard('pull', loud), hazard('pull', unseen)]);
    assert.equal(
      why,
      'not decided: 1 of 1 hazards of the push and 0 of 2 hazards (1 not seen here) of the pull',
    );
  });
});
