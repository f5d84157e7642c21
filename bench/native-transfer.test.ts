// SPDX-License-Identifier: Apache-2.0
// Transfers through the addon: what is sent arrives, what is wrong is refused, and nothing is left open.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readSync, writeSync } from 'node:fs';
import { beforeEach, afterEach, describe, test } from 'node:test';
import type { NativeError } from './native.ts';
import {
  close,
  countFds,
  fdFlags,
  memfdCreate,
  openKind,
  kinds,
  peerPid,
  peerPidfd,
  pidfdGetfd,
  pidfdOpen,
  pidfdSendSignal,
  receiveFds,
  sameDescription,
  sameDescriptionAcross,
  sendFds,
  socketpair,
} from './native.ts';

let before = 0;
beforeEach(() => {
  before = countFds();
});
afterEach(() => {
  assert.equal(countFds(), before, 'descriptors open before and after the test');
});

function closing(fds: readonly number[], run: () => void): void {
  try {
    run();
  } finally {
    for (const fd of fds) close(fd);
  }
}

function expectCode(code: string, syscall: string, run: () => unknown): void {
  assert.throws(run, (error: NativeError) => {
    assert.equal(error.code, code);
    assert.equal(error.syscall, syscall);
    assert.ok(error.errno < 0);
    assert.match(error.message, new RegExp(`^${syscall.replace(/[()]/g, '\\$&')}: ${code}: .{15,}`));
    return true;
  });
}

test('the count of this file sees a leak', () => {
  const fd = memfdCreate('leak');
  assert.equal(countFds(), before + 1);
  close(fd);
});

describe('push', () => {
  for (const type of ['seqpacket', 'stream', 'dgram'] as const) {
    test(`a descriptor arrives over ${type}, close-on-exec and with its offset shared`, () => {
      const [own, other] = socketpair(type);
      const file = memfdCreate('file');
      writeSync(file, 'abcdef');
      sendFds(own, [file], Buffer.from('hello'));
      const { fds, data } = receiveFds(other, { maxFds: 1, maxBytes: 16 });
      closing([own, other, file, ...fds], () => {
        assert.equal(data.toString(), 'hello');
        assert.equal(fds.length, 1);
        const got = fds[0] ?? -1;
        assert.equal(fdFlags(got).closeOnExec, true);
        assert.equal(sameDescription(file, got), true);
        assert.equal(
          readSync(got, Buffer.alloc(2), 0, 2, null),
          0,
          'the writer left the shared offset at the end',
        );
        assert.equal(readSync(got, Buffer.alloc(2), 0, 2, 0), 2);
      });
    });
  }

  test('253 pass, 254 are refused before the kernel is asked', () => {
    const [own, other] = socketpair();
    closing([own, other], () => {
      sendFds(own, Array<number>(253).fill(0));
      const { fds } = receiveFds(other, { maxFds: 253, maxBytes: 1 });
      for (const fd of fds) close(fd);
      assert.equal(fds.length, 253);
      assert.throws(() => {
        sendFds(own, Array<number>(254).fill(0));
      }, RangeError);
    });
  });

  test('more than asked for: an error, and all are closed', () => {
    const [own, other] = socketpair();
    closing([own, other], () => {
      sendFds(own, [0, 0, 0]);
      expectCode('HANDOVER_FDS_TOO_MANY', 'recvmsg', () => receiveFds(other, { maxFds: 2, maxBytes: 1 }));
    });
  });

  test('a message that is too long: an error, and its descriptors are closed', () => {
    const [own, other] = socketpair();
    closing([own, other], () => {
      sendFds(own, [0], Buffer.alloc(10));
      expectCode('HANDOVER_DATA_TRUNCATED', 'recvmsg', () => receiveFds(other, { maxFds: 1, maxBytes: 9 }));
    });
  });

  test('a closed descriptor is EBADF', () => {
    const [own, other] = socketpair();
    closing([own, other], () => {
      expectCode('EBADF', 'sendmsg', () => {
        sendFds(own, [9999]);
      });
    });
  });

  test('a peer that is gone: PEER_GONE to send, empty data to receive', () => {
    const [own, other] = socketpair();
    close(other);
    closing([own], () => {
      expectCode('HANDOVER_PEER_GONE', 'sendmsg', () => {
        sendFds(own, []);
      });
      assert.deepEqual(receiveFds(own, { maxFds: 1, maxBytes: 1 }), { fds: [], data: Buffer.alloc(0) });
    });
  });

  test('an empty channel is EAGAIN when asked not to wait', () => {
    const [own, other] = socketpair();
    closing([own, other], () => {
      expectCode('EAGAIN', 'recvmsg', () => receiveFds(own, { maxFds: 0, maxBytes: 1, nonBlocking: true }));
    });
  });
});

describe('pull', () => {
  test('a descriptor of another process is the same there and here', async () => {
    const donor = spawn('sleep', ['60'], { stdio: ['pipe', 'ignore', 'ignore'] });
    await once(donor, 'spawn');
    const pid = donor.pid ?? 0;
    const pidfd = pidfdOpen(pid);
    const fd = pidfdGetfd(pidfd, 0);
    closing([fd], () => {
      assert.equal(sameDescriptionAcross({ pid: process.pid, fd }, { pid, fd: 0 }), true);
      assert.equal(sameDescriptionAcross({ pid: process.pid, fd }, { pid, fd: 1 }), false);
      assert.equal(fdFlags(fd).closeOnExec, true);
      expectCode('EBADF', 'pidfd_getfd', () => pidfdGetfd(pidfd, 900));
      expectCode('EINVAL', 'pidfd_getfd', () => pidfdGetfd(pidfd, 0, 1));
    });
    pidfdSendSignal(pidfd, 'SIGKILL');
    await once(donor, 'close');
    expectCode('ESRCH', 'pidfd_getfd', () => pidfdGetfd(pidfd, 0));
    expectCode('ESRCH', 'pidfd_send_signal', () => {
      pidfdSendSignal(pidfd, 0);
    });
    close(pidfd);
  });

  test('what is no pidfd is EBADF', () => {
    expectCode('EBADF', 'pidfd_getfd', () => pidfdGetfd(0, 0));
  });

  test('a pair names the process that made it', () => {
    const [own, other] = socketpair('stream');
    closing([own, other], () => {
      assert.equal(peerPid(own), process.pid);
      let pidfd: number;
      try {
        pidfd = peerPidfd(own);
      } catch (error) {
        assert.equal((error as NativeError).code, 'ENOPROTOOPT', 'SO_PEERPIDFD is missing before Linux 6.5');
        return;
      }
      pidfdSendSignal(pidfd, 0);
      close(pidfd);
    });
  });
});

test('every kind opens, and is another than the next of its kind', () => {
  for (const { name } of kinds()) {
    const [one, two] = [openKind(name), openKind(name)];
    const all = [one.fd, one.companion, two.fd, two.companion].filter((fd) => fd !== null);
    closing(all, () => {
      assert.equal(sameDescription(one.fd, two.fd), false, name);
      assert.equal(sameDescription(one.fd, one.fd), true, name);
    });
  }
});
