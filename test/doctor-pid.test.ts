// SPDX-License-Identifier: Apache-2.0
// `doctor --pid` against real donors: what it names as the cause, and its exit code. Rows that need root, or a user
// namespace, are skips that say so.

import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { describe, test } from 'node:test';
import { mainPath, makeTempFolder, runProgram } from './support/program.ts';

const user = 61234;
const otherUser = 61235;
const isRoot = process.geteuid?.() === 0;
const node = [process.execPath, mainPath];
const asUser = (id: number): string[] => [
  'setpriv',
  `--reuid=${String(id)}`,
  `--regid=${String(id)}`,
  '--clear-groups',
];

interface Told {
  readonly allowed: boolean;
  readonly cause: string;
  readonly sentence: string;
  readonly alsoInTheWay: readonly { readonly cause: string }[];
  readonly remedies: readonly { readonly how: string; readonly price: string }[];
}

async function doctor(pid: number, command = node): Promise<Told> {
  const { exitCode, stdout, stderr } = await runProgram(
    ['doctor', '--json', '--pid', String(pid), '--fd', '0'],
    command,
  );
  assert.equal(stderr, '');
  const told = JSON.parse(stdout) as Told;
  assert.equal(exitCode, told.allowed ? 0 : 4);
  return told;
}

/** A donor that has said that it is ready; ended after the test. */
async function startDonor(t: TestContext, [path = '', ...words]: readonly string[]): Promise<number> {
  const donor: ChildProcess = spawn(path, words, { stdio: ['pipe', 'pipe', 'inherit'] });
  t.after(async () => {
    if (donor.exitCode !== null || donor.signalCode !== null) return;
    const ended = once(donor, 'close');
    donor.kill('SIGKILL');
    await ended;
  });
  donor.stdin?.write('ready\n');
  if (donor.stdout !== null) await once(donor.stdout, 'data');
  return donor.pid ?? 0;
}

/** Why this row cannot be set up here, or null. */
async function reasonToSkip(t: TestContext, command: readonly string[]): Promise<string | null> {
  if (spawnSync(command[0] ?? '', command.slice(1).concat(process.execPath, mainPath, 'list')).status !== 0)
    return `${command.join(' ')} does not work here, or may not read this folder`;
  const plain = await doctor(await startDonor(t, ['cat']));
  return plain.cause === 'allowed' ? null : `a pull between siblings is refused here: ${plain.cause}`;
}

const dropsRoot = `process.setgroups([]); process.setgid(${String(user)}); process.setuid(${String(user)});
  process.stdin.pipe(process.stdout);`;

const rows: readonly {
  readonly name: string;
  readonly donor: readonly string[];
  readonly receiver: readonly string[];
  readonly cause: string;
  readonly says: RegExp;
}[] = [
  {
    name: 'one user',
    donor: [...asUser(user), 'cat'],
    receiver: asUser(user),
    cause: 'allowed',
    says: /descriptor 0 worked/,
  },
  {
    name: 'another user',
    donor: [...asUser(user), 'cat'],
    receiver: asUser(otherUser),
    cause: 'other-user',
    says: /61234, 61234, 61234.*61235 and 61235/,
  },
  {
    name: 'root that was dropped without exec',
    donor: [process.execPath, '-e', dropsRoot],
    receiver: asUser(user),
    cause: 'not-dumpable',
    says: /not dumpable/,
  },
  {
    name: 'a capability that was kept',
    donor: [...asUser(user), '--inh-caps=+net_bind_service', '--ambient-caps=+net_bind_service', 'cat'],
    receiver: asUser(user),
    cause: 'more-capabilities',
    says: /CAP_NET_BIND_SERVICE/,
  },
];

describe('doctor --pid names the cause', () => {
  for (const { name, donor, receiver, cause, says } of rows) {
    test(name, async (t) => {
      if (!isRoot) {
        t.skip('only root may become another user');
        return;
      }
      const reason = await reasonToSkip(t, receiver);
      if (reason !== null) {
        t.skip(reason);
        return;
      }
      const told = await doctor(await startDonor(t, donor), [...receiver, ...node]);
      assert.equal(told.cause, cause);
      assert.match(told.sentence, says);
      assert.deepEqual(told.alsoInTheWay, []);
    });
  }

  test('a receiver in a user namespace below', async (t) => {
    const reason = await reasonToSkip(t, ['unshare', '--user']);
    if (reason !== null) {
      t.skip(reason);
      return;
    }
    const told = await doctor(await startDonor(t, ['cat']), ['unshare', '--user', ...node]);
    assert.equal(told.cause, 'other-user-namespace');
  });

  test('a program that its user may not read', async (t) => {
    if (isRoot) {
      t.skip('root may read every program');
      return;
    }
    const reason = await reasonToSkip(t, ['env']);
    if (reason !== null) {
      t.skip(reason);
      return;
    }
    const path = join(makeTempFolder(t), 'cat');
    copyFileSync('/usr/bin/cat', path);
    chmodSync(path, 0o111);
    const told = await doctor(await startDonor(t, [path]));
    assert.equal(told.cause, 'not-dumpable');
  });
});

describe('doctor --pid', () => {
  test('a process that is not there', async (t) => {
    const gone = spawn('true');
    await once(gone, 'close');
    const told = await doctor(gone.pid ?? 0);
    if (told.cause === 'filtered' || told.cause === 'no-call') {
      t.skip(told.sentence);
      return;
    }
    assert.equal(told.cause, 'no-such-process');
    assert.match(told.sentence, /no process has this number/);
  });

  test('as text: what was tried, the cause, what was seen, the ways out', async (t) => {
    const pid = String(await startDonor(t, ['cat']));
    const { exitCode, stdout } = await runProgram(['doctor', '--pid', pid, '--fd', '1000']);
    assert.equal(exitCode, 4);
    assert.match(stdout, /^Tried: pidfd_getfd of descriptor 1000 of process \d+\.\nRefused, [a-z-]+: /);
    assert.match(stdout, /looked at.*seen/);
    assert.match(stdout, /What would allow it.*\n- .*\n {2}price: /);
  });

  for (const words of [
    ['--pid', '0'],
    ['--pid', 'x'],
    ['--fd', '3'],
    ['--pid', '1', '--fd', '-1'],
  ]) {
    test(`wrong words: ${words.join(' ')}`, async () => {
      const { exitCode, stdout, stderr } = await runProgram(['doctor', ...words]);
      assert.equal(exitCode, 2);
      assert.equal(stdout, '');
      assert.match(stderr, /--(pid|fd): /);
    });
  }
});
