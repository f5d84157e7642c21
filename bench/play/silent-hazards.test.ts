// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Hazard } from '../../scenarios/hazard.ts';
import type { HazardOutcome, PlayedStatus } from '../results/played.ts';
import { countSilent } from './silent-hazards.ts';

const outcome = (id: string, status: PlayedStatus = 'as-expected'): Pick<HazardOutcome, 'id' | 'naive'> => ({
  id,
  naive: { does: '', comes: '', status, expected: {}, seen: {}, why: '' },
});

const listed = (['push', 'pull', 'both'] as const).flatMap((of): Pick<Hazard, 'id' | 'of' | 'isSilent'>[] => [
  { id: `silent-${of}`, of, isSilent: true },
  { id: `loud-${of}`, of, isSilent: false },
  { id: `other-${of}`, of, isSilent: true },
]);
const all = listed.map(({ id }) => outcome(id));

describe('hazards that go wrong silently', () => {
  test('are counted as their authors say, those of both for none', () => {
    assert.deepEqual(countSilent(all, listed), {
      status: 'as-expected',
      why: '2 of 3 of the push, 2 of 3 of the pull',
    });
  });

  test('count only where they were seen, and what was not seen is told', () => {
    const some = all.map((one) => (one.id === 'silent-push' ? outcome(one.id, 'not-possible') : one));
    assert.equal(countSilent(some, listed).why, '1 of 2 of the push (1 not seen here), 2 of 3 of the pull');
    const different = all.map((one) => (one.id === 'loud-pull' ? outcome(one.id, 'different') : one));
    assert.equal(
      countSilent(different, listed).why,
      '2 of 3 of the push, 2 of 2 of the pull (1 not seen here)',
    );
  });

  test('cannot be counted where none was seen', () => {
    assert.equal(countSilent([], listed).status, 'not-possible');
    const unseen = listed.map(({ id }) => outcome(id, 'not-possible'));
    assert.equal(countSilent(unseen, listed).status, 'not-possible');
  });
});
