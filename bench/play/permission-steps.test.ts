// SPDX-License-Identifier: Apache-2.0
// No row and no twin is refused by Yama where something else is looked at: that cannot be played where Yama is not, so it
// is read off the data.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Permission } from '../../scenarios/permission.ts';
import { permissions } from '../../scenarios/permissions/index.ts';
import { scriptOf } from './permission-steps.ts';

const isPrivileged = ({ receiver, container }: Permission): boolean =>
  receiver.includes('capabilities sys_ptrace') || container?.capabilities.includes('SYS_PTRACE') === true;

/** Who is nobody's relation, has no capability, and should be allowed nevertheless. */
const needsLeave = (row: Permission): boolean =>
  row.yama === undefined && row.reach !== 'self' && row.reach !== 'started' && !isPrivileged(row);

/** Of each row that is allowed, or of the twin of one that is refused. */
const allowed = permissions.map(({ twin, ...row }): Permission => ({
  ...row,
  twin,
  ...(row.expects.pull !== '' && twin),
}));

describe('at Yama 1, whose donors are no relation of the receiver', () => {
  for (const row of allowed.filter(needsLeave)) {
    test(`${row.id}: the donor says that all may trace it`, () => {
      const steps = scriptOf(row).setUp.filter(({ who }) => who === 'donor');
      assert.ok(steps.some(({ does }) => does === 'set-ptracer any if-yama'));
    });
  }

  test('there are such rows, and rows that need no leave', () => {
    assert.ok(allowed.some(needsLeave));
    assert.ok(!allowed.every(needsLeave));
  });
});
