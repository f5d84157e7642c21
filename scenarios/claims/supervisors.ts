// SPDX-License-Identifier: Apache-2.0
import type { Claim } from '../claim.ts';
import { mayPull } from '../hazards/may-pull.ts';
import type { Step } from '../play.ts';

/** The donor hands one of its calls to the receiver, who supervises it. */
const isSupervised = (call: string): readonly Step[] => [
  ...mayPull,
  { who: 'donor', does: `supervised ${call} listener` },
  { who: 'donor', does: 'send channel listener' },
  { who: 'donor', does: 'close listener' },
  { who: 'receiver', does: 'receive channel room=1 cloexec as=got' },
];

const isNotified: Step = { who: 'receiver', does: 'notified got.0', as: 'call' };
const stillWaits: Step = { who: 'receiver', does: 'still-waits', as: 'waits' };

const callsBind: readonly Step[] = [
  ...isSupervised('bind'),
  { who: 'donor', does: 'tcp-socket socket unbound', as: 'socket' },
  { who: 'donor', does: 'bind socket', as: 'bound', later: true },
  isNotified,
];
const pullsSocket: readonly Step[] = [
  { who: 'receiver', does: 'pidfd-open {call.pid} caller' },
  { who: 'receiver', does: 'pull caller {call.first} copy', as: 'pulled' },
  stillWaits,
];
const letsReturn: Step = { who: 'receiver', does: 'let-return 0' };

const asks: readonly Step[] = [
  ...isSupervised('getsid'),
  { who: 'donor', does: 'ask given', as: 'asked', later: true },
  isNotified,
  { who: 'receiver', does: 'memfd file supervised' },
];
const looks: Step = { who: 'donor', does: 'content given', as: 'given' };

export const supervisors: Claim = {
  id: 'C10',
  claim: 'It serves a supervisor of seccomp notifications, too.',
  parts: [
    {
      says: 'The supervisor pulls the socket out of a call of bind, binds it, and the caller has it bound.',
      role: 'core',
      channel: 'seqpacket',
      setUp: callsBind,
      steps: [...pullsSocket, { who: 'receiver', does: 'bind copy', as: 'ours' }, letsReturn],
      expects: [
        {
          sees: {
            'pulled.error': '',
            'waits.error': '',
            'ours.port': { atLeast: 1 },
            'bound.error': '',
            'bound.port': { sameAs: 'ours.port' },
          },
        },
      ],
      twin: {
        mends: 'Lets the call return without having bound the socket.',
        steps: [...pullsSocket, letsReturn],
      },
    },
    {
      says: 'The push of a supervisor: the call returns a descriptor that the supervisor has installed (SECCOMP_IOCTL_NOTIF_ADDFD).',
      role: 'core',
      channel: 'seqpacket',
      setUp: asks,
      steps: [{ who: 'receiver', does: 'give-to-caller file', as: 'gave' }, looks],
      expects: [
        {
          sees: {
            'gave.number': { atLeast: 3 },
            'asked.fd': { sameAs: 'gave.number' },
            'given.text': 'supervised',
          },
        },
      ],
      twin: { mends: 'Only lets the call return.', steps: [letsReturn, looks] },
    },
    {
      says: 'A caller can end while its call is looked at, and its pid may mean another by then: only the notification tells (ENOENT).',
      role: 'limit',
      channel: 'seqpacket',
      setUp: callsBind,
      steps: [{ who: 'conductor', does: 'end donor' }, stillWaits],
      expects: [{ sees: { 'waits.error': 'ENOENT' } }],
      twin: { mends: 'The caller is still in its call.', steps: [stillWaits, letsReturn] },
    },
  ],
};
