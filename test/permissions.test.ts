// SPDX-License-Identifier: Apache-2.0
// Every row of the permission table, played here: it comes out as expected, and its twin does not; nothing is left.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { makeTemporaryFolder } from '../bench/temporary-folder.ts';
import type { TemporaryFolder } from '../bench/temporary-folder.ts';
import { openPermissionSetting } from '../bench/cli/permission-setting.ts';
import { requireProgram } from '../bench/handover/peers/system-program.ts';
import type { PermissionSetting, PlayedPermission } from '../bench/play/play-permission.ts';
import { playPermission, playPermissionTwin } from '../bench/play/play-permission.ts';
import { permissions } from '../scenarios/permissions/index.ts';
import { leftOf, markProcesses } from './support/marked-processes.ts';
import { findDockerProfile } from './support/docker-profile.ts';
import { skipLoudly, withOwnTmpDir } from './support/real-handover.ts';

const find = markProcesses();
const { signal } = new AbortController();
let profiles: TemporaryFolder;
let setting: PermissionSetting;

const transcript = ({ taken, outcome }: PlayedPermission): string =>
  [
    ...taken.map(({ who, line, answer }) => `${who}: ${line} → ${JSON.stringify(answer)}`),
    JSON.stringify(outcome),
  ].join('\n');

before(async () => {
  for (const program of ['podman', 'runc']) await requireProgram(program, signal);
  profiles = makeTemporaryFolder('docker-profile-');
  setting = openPermissionSetting(signal, await findDockerProfile(profiles.path));
});

after(async () => {
  profiles.dispose();
  assert.deepEqual(await leftOf(find), []);
});

describe('every row of the permission table', () => {
  for (const row of permissions) {
    test(row.id, async (context) => {
      const folder = withOwnTmpDir(context);
      const played = await playPermission(row, setting);
      if (played.outcome.status === 'not-possible') {
        skipLoudly(context, played.outcome.why, row.container !== undefined && process.getuid?.() === 0);
        return;
      }
      assert.equal(played.outcome.status, 'as-expected', transcript(played));
      const { pull, push, cause, expected } = played.outcome;
      assert.deepEqual({ pull, push, cause }, expected);
      const twin = await playPermissionTwin(row, setting);
      assert.deepEqual(readdirSync(folder), []);
      if (twin.outcome.status === 'not-possible') {
        context.skip(`the twin: ${twin.outcome.why}`);
        return;
      }
      assert.equal(twin.outcome.status, 'different', `the row cannot fail:\n${transcript(twin)}`);
      assert.notEqual(twin.outcome.pull, expected.pull, transcript(twin));
      assert.notEqual(twin.outcome.cause, expected.cause, transcript(twin));
      assert.equal(twin.outcome.push, 'ok', transcript(twin));
    });
  }

  test('a row with the other expectation is different', async (context) => {
    const [row] = permissions;
    assert.ok(row);
    const flipped = { ...row, expects: { pull: 'EPERM', cause: 'not-dumpable' } as const };
    const { outcome } = await playPermission(flipped, setting);
    if (outcome.status === 'not-possible') skipLoudly(context, outcome.why);
    else assert.equal(outcome.status, 'different');
  });

  test('Yama’s rows are played only at their scope, and then can fail', async (context) => {
    const row = permissions.find(({ id }) => id === 'yama-sibling');
    assert.ok(row);
    for (const yamaScope of [null, 0, 2, 3]) {
      const { outcome } = await playPermission(row, { ...setting, yamaScope });
      assert.equal(outcome.status, 'not-possible');
      assert.match(outcome.why, yamaScope === null ? /not built/ : /ptrace_scope is \d here/);
    }
    if (setting.yamaScope !== null) context.skip('Yama is built in: its row is played above');
    else assert.equal((await playPermission(row, { ...setting, yamaScope: 1 })).outcome.status, 'different');
  });

  test('where whoever changes its user stays dumpable, only rows about that are not played', async () => {
    const [sameUser] = permissions;
    const rows = permissions.filter(({ losesDumpable }) => losesDumpable === true);
    assert.ok(sameUser !== undefined && rows.length > 0);
    for (const row of rows) {
      const { outcome } = await playPermission(row, { ...setting, yamaScope: null, suidDumpable: 1 });
      assert.equal(outcome.status, 'not-possible', row.id);
      assert.match(outcome.why, /fs\.suid_dumpable is 1 here/, row.id);
    }
    const { outcome } = await playPermission(sameUser, { ...setting, suidDumpable: 1 });
    assert.doesNotMatch(outcome.why, /suid_dumpable/);
  });

  test('where Yama refuses all, no other row is played', async () => {
    const [row] = permissions;
    assert.ok(row);
    const { outcome } = await playPermission(row, { ...setting, yamaScope: 2 });
    assert.equal(outcome.status, 'not-possible');
  });
});
