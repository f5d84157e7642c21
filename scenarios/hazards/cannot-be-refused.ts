// SPDX-License-Identifier: Apache-2.0
import type { Hazard } from '../hazard.ts';
import type { Step } from '../play.ts';
import { mayPull } from './may-pull.ts';

const secret: Step = { who: 'donor', does: 'memfd file secret', as: 'file' };
const closes: Step = { who: 'donor', does: 'close channel', as: 'closed' };
const nobodyIsPrivileged: readonly Step[] = [
  { who: 'donor', does: 'capabilities none' },
  { who: 'receiver', does: 'capabilities none' },
];
const pulls: readonly Step[] = [
  { who: 'receiver', does: 'pull donor {file.fd} got', as: 'pulled' },
  { who: 'receiver', does: 'content got', as: 'got' },
];

export const cannotBeRefused: Hazard = {
  id: 'cannot-be-refused',
  of: 'pull',
  danger:
    'A donor that may be traced cannot refuse a pull or take it back; one that may not cannot donate, even if it wants to.',
  source: 'pidfd_getfd(2): PTRACE_MODE_ATTACH_REALCREDS; PR_SET_DUMPABLE(2const)',
  isSilent: true, // nobody tells the donor
  channel: 'seqpacket',
  naive: {
    does: 'Announces nothing and closes its channel, to say that it gives nothing away.',
    comes: 'The receiver has the file: nobody asked the donor, and nobody tells it.',
    setUp: [...nobodyIsPrivileged, ...mayPull],
    steps: [secret, closes, ...pulls],
    expects: [{ sees: { 'closed.error': '', 'pulled.error': '', 'got.text': 'secret' } }],
  },
  ours: {
    does: 'Is not dumpable. The safe transfer tells why its pull is refused, and the same one goes by push.',
    comes:
      'Every pull is refused, also the one that is wanted; the push works. (CAP_SYS_PTRACE pulls nevertheless.)',
    setUp: [...nobodyIsPrivileged, ...mayPull],
    steps: [
      secret,
      { who: 'donor', does: 'dumpable 0' },
      { who: 'donor', does: 'give channel file', as: 'told', later: true },
      { who: 'receiver', does: 'take channel pull', as: 'pulled' },
      { who: 'donor', does: 'give channel file', as: 'given', later: true },
      { who: 'receiver', does: 'take channel push', as: 'pushed' },
      { who: 'receiver', does: 'content got.0', as: 'got' },
    ],
    expects: [
      {
        sees: {
          'pulled.error': 'EPERM',
          'pulled.cause': 'not-dumpable',
          'told.refused': 'EPERM',
          'pushed.error': '',
          'given.error': '',
          'got.text': 'secret',
        },
      },
    ],
  },
  twin: {
    mends: 'Is not dumpable.',
    steps: [secret, { who: 'donor', does: 'dumpable 0' }, closes, ...pulls.slice(0, 1)],
  },
};
