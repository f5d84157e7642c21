// SPDX-License-Identifier: Apache-2.0
// `doctor --pid` of a donor that was set up as a row says, run by a reader who is the row's receiver: it names the cause.
// Rows whose receiver only a player can be (a filter, a container, a pidfd that was given) are asked by the step
// `diagnose`, which is the same code (permissions.test.ts).

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { helperPath } from '../bench/native.ts';
import { startPlayer } from '../bench/play/player.ts';
import { readSuidDumpable, suidDumpableReason } from '../bench/play/suid-dumpable-reason.ts';
import { yamaReason, readYamaScope } from '../bench/play/yama-reason.ts';
import { projectRoot } from '../bench/project-root.ts';
import { permissions } from '../scenarios/permissions/index.ts';
import { nobody } from '../scenarios/permissions/users.ts';
import { leftOf, markProcesses } from './support/marked-processes.ts';

const find = markProcesses();
const isRoot = process.getuid?.() === 0;
const main = join(projectRoot, 'dist/bench/main.js');
const run = promisify(execFile);

const drops = ['setpriv', '--reuid', String(nobody), '--regid', String(nobody), '--clear-groups'];
const ordinary = isRoot ? drops : [];
const withCapability = (name: string): readonly string[] => [
  ...drops,
  `--inh-caps=-all,+${name}`,
  `--ambient-caps=-all,+${name}`,
];
const inNamespaces = (...words: readonly string[]): readonly string[] => [
  ...ordinary,
  'unshare',
  '--user',
  '--map-current-user',
  ...words,
];

/** How one becomes the receiver of the row. */
const readers: Readonly<Record<string, readonly string[]>> = {
  'same-user': ordinary,
  'not-dumpable': ordinary,
  'dropped-root': ordinary,
  'dropped-root-dumpable': ordinary,
  'dropped-root-exec': ordinary,
  'kept-capability': ordinary,
  'covered-capability': withCapability('net_bind_service'),
  'other-user': ordinary,
  'saved-root': ordinary,
  'receiver-with-ptrace': withCapability('sys_ptrace'),
  'receiver-with-ptrace-not-dumpable': withCapability('sys_ptrace'),
  'user-namespace': inNamespaces(),
  'pid-namespace-number': inNamespaces('--pid', '--fork', '--mount-proc'),
  'yama-sibling': ordinary,
  'yama-admin': ordinary,
  'yama-never': withCapability('sys_ptrace'),
};

interface Doctor {
  readonly cause: string;
  readonly remedies: readonly { readonly how: string; readonly price: string }[];
}

/** Exit code 4 says that the pull is refused, and the answer is there all the same. */
async function askDoctor(reader: readonly string[], pid: number, fd: number): Promise<Doctor> {
  const words = [
    ...reader,
    process.execPath,
    main,
    'doctor',
    '--json',
    '--pid',
    String(pid),
    '--fd',
    String(fd),
  ];
  const [program = '', ...rest] = words;
  const { stdout } = await run(program, rest, { cwd: '/' }).catch((error: unknown) => {
    const ended = error as { readonly code?: number; readonly stdout: string };
    if (ended.code !== 4) throw error;
    return ended;
  });
  return JSON.parse(stdout) as Doctor;
}

/** Why a reader cannot be who the row wants; null where he can. */
async function whyNoReader(reader: readonly string[]): Promise<string | null> {
  const [program, ...rest] = [...reader, process.execPath, main, '--version'];
  return run(program, rest, { cwd: '/' }).then(
    () => null,
    (error: unknown) => `no such reader here: ${String((error as { stderr?: string }).stderr ?? error)}`,
  );
}

after(async () => {
  assert.deepEqual(await leftOf(find), []);
});

describe('doctor --pid names the cause', () => {
  for (const row of permissions) {
    const reader = readers[row.id];
    if (reader === undefined) continue;
    test(row.id, async (context) => {
      const reason =
        yamaReason(row.yama ?? null, readYamaScope()) ??
        suidDumpableReason(row.losesDumpable === true, readSuidDumpable()) ??
        (await whyNoReader(reader));
      if (reason !== null) {
        context.skip(reason);
        return;
      }
      const donor = startPlayer({ path: helperPath(), arguments: ['play'], descriptors: [] });
      try {
        for (const line of row.donor) {
          const { error } = await donor.ask(line);
          if (error === '') continue;
          context.skip(`the donor could not ${line}: ${String(error)}`);
          return;
        }
        const { fd } = await donor.ask('memfd given handed');
        const { cause, remedies } = await askDoctor(reader, donor.pid ?? 0, Number(fd));
        assert.equal(cause, row.expects.cause);
        assert.equal(remedies.length > 0, cause !== 'allowed');
        for (const { how, price } of remedies) assert.ok(how !== '' && price !== '');
      } finally {
        await donor.end();
      }
    });
  }
});
