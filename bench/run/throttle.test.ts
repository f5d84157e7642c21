// SPDX-License-Identifier: Apache-2.0
// A throttle is made where the machine allows one, whole or not at all, and is never left behind.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { waitFor } from '../../test/support/fake-helper.ts';
import { helperPath } from '../native.ts';
import type { CgroupFiles } from './cgroup-files.ts';
import { cgroupFiles } from './cgroup-files.ts';
import { cgroupPlaces } from './cgroup-places.ts';
import { spawnHelper } from './spawn-helper.ts';
import type { FakeCgroups, FakeMachine } from './testing/fake-cgroups.ts';
import { fakeCgroups } from './testing/fake-cgroups.ts';
import type { Throttle } from './throttle.ts';
import { openThrottle } from './throttle.ts';

const mount = (type: string, point: string, options: string, root = '/'): string =>
  `30 23 0:26 ${root} ${point} rw,relatime shared:4 - ${type} cgroup ${options}\n`;

const legacy: FakeMachine = {
  selfCgroup: '4:memory:/m\n2:cpu,cpuacct:/user/a\n1:name=systemd:/s\n0::/\n',
  mountinfo:
    mount('cgroup', '/cg/memory', 'rw,memory') +
    mount('cgroup', '/cg/cpu', 'rw,cpu,cpuacct') +
    mount('cgroup2', '/cg/unified', 'rw'),
  folders: ['/cg/cpu/user/a', '/cg/cpu/user', '/cg/cpu'],
};

const unified: FakeMachine = {
  selfCgroup: '0::/app.slice/own.scope\n',
  mountinfo: mount('cgroup2', '/cg', 'rw,nsdelegate'),
  folders: ['/cg/app.slice/own.scope', '/cg/app.slice', '/cg'],
  subtreeControl: { '/cg/app.slice/own.scope': '', '/cg/app.slice': 'memory cpu pids\n', '/cg': 'cpu\n' },
};

/** The one folder that was made. */
function made(files: FakeCgroups, machine: FakeMachine): string {
  const [folder = '', ...more] = [...files.folders].filter((path) => !machine.folders.includes(path));
  assert.deepEqual(more, []);
  return folder;
}

function opened(files: CgroupFiles): Throttle {
  const throttle = openThrottle(files);
  assert.ok(throttle.status === 'ok', throttle.status === 'ok' ? '' : throttle.failure.text);
  return throttle;
}

function refusal(machine: FakeMachine): string {
  const files = fakeCgroups(machine);
  const throttle = openThrottle(files);
  assert.ok(throttle.status === 'unsupported');
  assert.equal(made(files, machine), '', 'nothing is left');
  return `${throttle.failure.code}: ${throttle.failure.text}`;
}

describe('where', () => {
  test('the own cgroup first, then up to where it is mounted', () => {
    assert.deepEqual(cgroupPlaces(legacy.selfCgroup, legacy.mountinfo), [
      { version: 1, folders: ['/cg/cpu/user/a', '/cg/cpu/user', '/cg/cpu'] },
      { version: 2, folders: ['/cg/unified'] },
    ]);
  });

  test('a container sees its own part only', () => {
    const inside = mount('cgroup', '/cg/cpu', 'rw,cpu', '/docker/x');
    assert.deepEqual(cgroupPlaces('2:cpu:/docker/x/y\n', inside), [
      { version: 1, folders: ['/cg/cpu/y', '/cg/cpu'] },
    ]);
    for (const own of ['/docker/x', '/elsewhere', '/docker/xy', '/docker/x/../z'])
      assert.deepEqual(cgroupPlaces(`2:cpu:${own}\n`, inside), [{ version: 1, folders: ['/cg/cpu'] }]);
  });

  test('a mount point with a space', () => {
    assert.deepEqual(cgroupPlaces('0::/\n', mount('cgroup2', '/my\\040cg', 'rw')), [
      { version: 2, folders: ['/my cg'] },
    ]);
  });

  test('nowhere', () => {
    assert.deepEqual(cgroupPlaces('', ''), []);
    assert.deepEqual(cgroupPlaces('2:memory:/\n', legacy.mountinfo), []);
  });
});

describe('a fifth of a CPU', () => {
  test('in v1', () => {
    const files = fakeCgroups(legacy);
    const throttle = opened(files);
    const folder = made(files, legacy);
    assert.match(folder, /^\/cg\/cpu\/user\/a\/fd-handover-\d+-\d+$/);
    assert.equal(files.texts.get(`${folder}/cpu.cfs_period_us`), '20000');
    assert.equal(files.texts.get(`${folder}/cpu.cfs_quota_us`), '4000');
    assert.equal(throttle.close(), null);
  });

  test('in v2, beside the own cgroup, which hands nothing down', () => {
    const files = fakeCgroups(unified);
    const throttle = opened(files);
    const folder = made(files, unified);
    assert.match(folder, /^\/cg\/app\.slice\/fd-handover-/);
    assert.equal(files.texts.get(`${folder}/cpu.max`), '4000 20000');
    assert.equal(throttle.close(), null);
  });

  test('a process is put into it, and the folder is gone after the process', () => {
    const files = fakeCgroups(legacy);
    const throttle = opened(files);
    const folder = made(files, legacy);
    assert.equal(throttle.add(4242), null);
    assert.equal(files.processes.get('4242'), folder);
    files.processes.delete('4242');
    assert.equal(throttle.close(), null);
    assert.equal(made(files, legacy), '');
    assert.equal(throttle.close(), null, 'closed once is closed');
  });
});

describe('never left behind', () => {
  test('what still runs in it is let go to where this program is', () => {
    const files = fakeCgroups(unified);
    const throttle = opened(files);
    throttle.add(4242);
    assert.equal(throttle.close(), null);
    assert.equal(files.processes.get('4242'), '/cg/app.slice/own.scope');
    assert.equal(made(files, unified), '');
  });

  test('when the program ends in the middle', () => {
    const files = fakeCgroups(legacy);
    const before = process.listeners('exit');
    opened(files).add(4242);
    const [atExit] = process.listeners('exit').filter((listener) => !before.includes(listener));
    assert.ok(atExit !== undefined);
    atExit.call(process, 0);
    assert.equal(made(files, legacy), '');
    assert.deepEqual(process.listeners('exit'), before);
  });

  test('one that cannot be removed is told, and tried again', () => {
    const refused: Record<string, string> = { 'write /cg/cpu/user/a/cgroup.procs': 'EACCES' };
    const files = fakeCgroups({ ...legacy, refused });
    const throttle = opened(files);
    throttle.add(4242);
    const failure = throttle.close();
    assert.match(failure?.text ?? '', /\/cg\/cpu\/user\/a\/fd-handover-.* is still there \(EBUSY\)/);
    files.processes.clear();
    assert.equal(throttle.close(), null);
    assert.equal(made(files, legacy), '');
  });
});

describe('refused', () => {
  test('a process that has ended already', () => {
    const refused: Record<string, string> = {};
    const throttle = opened(fakeCgroups({ ...legacy, refused }));
    refused['write /cg/cpu/user/a/fd-'] = 'ESRCH';
    const failure = throttle.add(4242);
    assert.equal(failure?.code, 'ESRCH');
    assert.equal(throttle.close(), null);
  });

  test('an ordinary user in v1', () => {
    const text = refusal({ ...legacy, refused: { 'mkdir /cg': 'EACCES' } });
    assert.match(text, /^EACCES: .*\/cg\/cpu\/user\/a: no folder can be made \(EACCES\); \/cg\/cpu\/user:/);
    assert.match(text, /Run as root, or in a delegated scope: systemd-run/);
  });

  test('an ordinary user in v2: nobody may be moved', () => {
    const text = refusal({ ...unified, refused: { 'access /cg': 'EACCES' } });
    assert.match(text, /^NO_CPU_CONTROLLER: .*\/cg\/app\.slice: hands no CPU quota down \(EACCES\)/);
  });

  test('a kernel that takes no quota: the folder is gone again', () => {
    assert.match(
      refusal({ ...legacy, refused: { 'write /cg': 'EINVAL' } }),
      /no quota can be set \(EINVAL\)/,
    );
  });

  test('no cgroups at all', () => {
    assert.match(refusal({ selfCgroup: '', mountinfo: '', folders: [] }), /no hierarchy with the cpu/);
  });
});

test('here: a hog is really throttled, or it is said why that cannot be', async (t) => {
  let folder = '';
  const watching: CgroupFiles = {
    ...cgroupFiles,
    makeFolder: (path) => {
      cgroupFiles.makeFolder(path);
      folder = path;
    },
  };
  const throttle = openThrottle(watching);
  if (throttle.status === 'unsupported') {
    assert.match(throttle.failure.text, /none can be made here: .+\. Run as root/);
    t.skip(throttle.failure.text);
    return;
  }
  const command = { path: helperPath(), arguments: ['load', '--kind', 'hog'], descriptors: [] };
  const hog = spawnHelper({ ...command, holdsInput: true }, 60_000);
  t.after(async () => {
    hog.closeInput();
    await hog.ended;
    throttle.close();
  });
  assert.notEqual(await hog.firstLine, null);
  assert.equal(throttle.add(hog.pid ?? 0), null);
  // A hog takes what it gets: it is held back in every period (Documentation/scheduler/sched-bwc.rst).
  await waitFor(() => timesThrottled(folder));
  hog.closeInput();
  assert.equal((await hog.ended).exitCode, 0);
  assert.equal(throttle.close(), null);
  assert.equal(existsSync(folder), false);
});

/** undefined while it has not been. */
function timesThrottled(folder: string): number | undefined {
  const [, times = '0'] = /^nr_throttled (\d+)$/m.exec(readFileSync(`${folder}/cpu.stat`, 'utf8')) ?? [];
  return Number(times) > 3 ? Number(times) : undefined;
}
