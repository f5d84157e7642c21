// SPDX-License-Identifier: Apache-2.0
import type { Hazard } from '../hazard.ts';

export const ringsCannotBeSent: Hazard = {
  id: 'rings-cannot-be-sent',
  of: 'push',
  danger: 'An io_uring cannot be sent, and one among other descriptors makes the whole message fail.',
  source:
    'commit “io_uring/af_unix: disable sending io_uring over sockets” (Linux 6.7; in stable kernels since December 2023)',
  isSilent: false, // EINVAL of the call that sends
  channel: 'seqpacket',
  naive: {
    does: 'Sends a file and a ring in one message.',
    comes: 'EINVAL, as for a wrong argument; the file is not sent either.',
    setUp: [{ who: 'donor', does: 'open-ring ring' }],
    steps: [
      { who: 'donor', does: 'memfd file with-a-ring' },
      { who: 'donor', does: 'send channel file,ring', as: 'sent' },
      { who: 'receiver', does: 'receive channel room=2 nonblock', as: 'got' },
    ],
    expects: [{ since: '6.7', sees: { 'sent.error': 'EINVAL', 'got.error': 'EAGAIN' } }],
  },
  ours: {
    does: 'Cannot push it either, and says so; the pull takes it.',
    comes: 'EINVAL of sendmsg by name; pidfd_getfd(2) succeeds with the same ring.',
    setUp: [
      { who: 'donor', does: 'open-ring ring', as: 'ring' },
      { who: 'donor', does: 'memfd file pulled', as: 'file' },
      { who: 'receiver', does: 'pidfd-open {donor.pid} donor' },
      // May it pull at all? Yama and filters can forbid that.
      { who: 'receiver', does: 'pull donor {file.fd} file' },
    ],
    steps: [
      { who: 'donor', does: 'send-checked channel ring', as: 'sent' },
      { who: 'receiver', does: 'pull donor {ring.fd} ring', as: 'pulled' },
    ],
    expects: [{ since: '6.7', sees: { 'sent.error': 'EINVAL', 'pulled.error': '' } }],
  },
  twin: {
    mends: 'Sends the file without the ring.',
    steps: [
      { who: 'donor', does: 'memfd file alone' },
      { who: 'donor', does: 'send channel file', as: 'sent' },
      { who: 'receiver', does: 'receive channel room=2 nonblock', as: 'got' },
    ],
  },
};
