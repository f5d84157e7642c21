// SPDX-License-Identifier: Apache-2.0
// The words of a diagnosis: every cause is told with its evidence, and every refusal has a way out with a price.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { capabilitiesBeyond } from './capability-names.ts';
import { explainPull } from './explain-pull.ts';
import type { PullFacts, ProcessRights } from './pull-diagnosis.ts';
import { pullCauses } from './pull-diagnosis.ts';
import { remediesFor } from './remedies.ts';

const ids = { real: 1000, effective: 1000, saved: 1000, fileSystem: 1000 };
const rights: ProcessRights = {
  users: ids,
  groups: ids,
  permitted: '0000000000000000',
  effective: '0000000000000000',
  userNamespace: 7,
};
const facts: PullFacts = {
  own: rights,
  donor: rights,
  opened: 'ok',
  pulled: 'EPERM',
  number: 5,
  invalidCall: 'EBADF',
  fromSelf: 'ok',
  seccompMode: 0,
  yamaScope: 'not-built',
  donorPid: 100,
  pidLevels: 1,
  ended: false,
  mapsDiffer: false,
  isDescendant: false,
  dumpable: true,
  hasPower: false,
};
const nothing: ProcessRights = {
  users: null,
  groups: null,
  permitted: null,
  effective: null,
  userNamespace: null,
};

describe('what a refusal says', () => {
  test('the ids that differ', () => {
    const donor = { ...rights, users: { ...ids, saved: 0 } };
    const { sentence } = explainPull({ cause: 'other-user', obstacles: [], facts: { ...facts, donor } });
    assert.match(sentence, /user ids are 1000, 1000, 0 .* real ones, 1000 and 1000/);
  });

  test('the capabilities that are more, by name', () => {
    const donor = { ...rights, permitted: '0000000000000401' };
    const told = explainPull({ cause: 'more-capabilities', obstacles: [], facts: { ...facts, donor } });
    assert.match(told.sentence, /permitted CAP_CHOWN, CAP_NET_BIND_SERVICE,/);
  });

  test('both namespaces, where they can be read', () => {
    const donor = { ...rights, userNamespace: 8 };
    const told = explainPull({ cause: 'other-user-namespace', obstacles: [], facts: { ...facts, donor } });
    assert.match(told.sentence, /7 here, 8 there/);
    const hidden = { ...facts, donor: nothing, mapsDiffer: true };
    const other = explainPull({ cause: 'other-user-namespace', obstacles: [], facts: hidden });
    assert.match(other.sentence, /mapped in another way: yes/);
  });

  test('what a filter answered', () => {
    const filtered = { ...facts, fromSelf: 'EPERM', invalidCall: 'EPERM', seccompMode: 2 };
    const { sentence } = explainPull({ cause: 'filtered', obstacles: [], facts: filtered });
    assert.match(sentence, /oneself it answers EPERM.*arguments EPERM.*has a seccomp filter/);
  });

  test('a process that has ended is not one that never was', () => {
    const told = (more: Partial<PullFacts>): string =>
      explainPull({ cause: 'no-such-process', obstacles: [], facts: { ...facts, ...more } }).sentence;
    assert.match(told({ ended: true }), /has ended/);
    assert.match(told({ opened: 'ENOENT', ended: null }), /of a thread/);
    assert.match(told({ opened: 'ESRCH', ended: null }), /no process has this number/);
  });

  test('everything that is in the way, each with its remedies', () => {
    const obstacles = ['not-dumpable', 'more-capabilities'] as const;
    const { alsoInTheWay } = explainPull({ cause: 'not-dumpable', obstacles, facts });
    assert.deepEqual(
      alsoInTheWay.map(({ cause, remedies }) => [cause, remedies]),
      [['more-capabilities', remediesFor('more-capabilities')]],
    );
  });

  test('a dumpable that is unknown stays a possible cause', () => {
    const told = (dumpable: boolean | null): string =>
      explainPull({ cause: 'unknown', obstacles: [], facts: { ...facts, dumpable } }).sentence;
    assert.match(told(null), /not dumpable/);
    assert.doesNotMatch(told(true), /dumpable/);
  });

  test('a donor that cannot be seen may be refused for anything', () => {
    const hidden = { ...facts, donor: nothing, donorPid: 0, dumpable: null };
    const { sentence } = explainPull({ cause: 'unknown', obstacles: [], facts: hidden });
    assert.match(sentence, /cannot be seen from this pid namespace/);
    assert.doesNotMatch(sentence, /security module/);
  });

  for (const cause of pullCauses) {
    test(`${cause}, with nothing known`, () => {
      const hidden: PullFacts = { ...facts, own: nothing, donor: nothing, number: null, mapsDiffer: null };
      const { sentence, evidence } = explainPull({ cause, obstacles: [], facts: hidden });
      assert.doesNotMatch(`${sentence} ${evidence.map(({ seen }) => seen).join(' ')}`, /null|undefined|NaN/);
    });
  }
});

describe('the way out', () => {
  const needsPermission = pullCauses.filter(
    (cause) => !['allowed', 'no-such-process', 'no-such-number', 'table-full'].includes(cause),
  );
  for (const cause of needsPermission) {
    test(`${cause}: with prices, and a push at the end`, () => {
      const remedies = remediesFor(cause);
      assert.ok(remedies.length >= 2);
      assert.ok(remedies.every(({ how, price }) => how !== '' && price !== ''));
      assert.match(remedies.at(-1)?.how ?? '', /push/);
    });
  }
});

test('a capability that is newer than the list is told by its number', () => {
  assert.deepEqual(capabilitiesBeyond('8000000000000003', '0000000000000001'), [
    'CAP_DAC_OVERRIDE',
    'capability 63',
  ]);
});
