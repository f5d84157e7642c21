// SPDX-License-Identifier: Apache-2.0
import type { ActPart, Claim } from '../claim.ts';
import type { Step, Value } from '../play.ts';
import { pullsOne, mayCompare } from './pulling.ts';

/** The names of native/core/fd_kinds.c. */
export const claimedKinds = [
  'tcp_listener',
  'tcp_connected',
  'udp',
  'unix',
  'pipe',
  'file',
  'memfd',
  'eventfd',
  'epoll',
  'pidfd',
] as const;

const opensTwo = (kind: string): readonly Step[] => [
  { who: 'donor', does: `open ${kind} ${kind}`, as: kind },
  { who: 'donor', does: `open ${kind} second-${kind}`, as: `second-${kind}` },
];

/** Pulls one, and looks whether it is the first that was opened of its kind. */
const pullsAndCompares = (kind: string, which: string): readonly Step[] => [
  { who: 'receiver', does: `pull donor {${which}.fd} ${kind}`, as: `pulled-${kind}` },
  { who: 'receiver', does: `same-across {donor.pid} {${kind}.fd} ${kind}`, as: `copy-of-${kind}` },
];

const eachIsDuplicated: ActPart = {
  says: `${String(claimedKinds.length)} kinds were tried (${claimedKinds.join(', ')}): each duplicate is the same open file description.`,
  role: 'core',
  setUp: [...mayCompare, ...claimedKinds.flatMap(opensTwo)],
  steps: claimedKinds.flatMap((kind) => pullsAndCompares(kind, kind)),
  expects: [
    {
      sees: Object.fromEntries(
        claimedKinds.flatMap((kind): [string, Value][] => [
          [`pulled-${kind}.error`, ''],
          [`copy-of-${kind}.same`, 1],
        ]),
      ),
    },
  ],
  twin: {
    mends: 'Pulls another one of the same kind.',
    steps: claimedKinds.flatMap((kind) => pullsAndCompares(kind, `second-${kind}`)),
  },
};

const opensFile: readonly Step[] = [...mayCompare, { who: 'donor', does: 'memfd one content', as: 'one' }];
/** What is not shared: the same file, opened once more. */
const opensAgain: Step = { ...pullsOne, does: 'open-proc-fd {donor.pid} {one.fd} copy' };

const isShared = (says: string, looks: readonly Step[], expects: ActPart['expects']): ActPart => ({
  says,
  role: 'core',
  setUp: opensFile,
  steps: [pullsOne, ...looks],
  expects,
  twin: { mends: 'Opens the file once more.', steps: [opensAgain, ...looks] },
});

const receivesAndPulls: readonly Step[] = [
  { who: 'donor', does: 'send channel one' },
  { who: 'receiver', does: 'receive channel room=1 as=got' },
  pullsOne,
];
const looksAtBoth: readonly Step[] = [
  { who: 'receiver', does: 'same got.0 copy', as: 'both' },
  { who: 'receiver', does: 'flags copy', as: 'copy' },
  { who: 'receiver', does: 'flags got.0', as: 'sent' },
];

export const anyKind: Claim = {
  id: 'C5',
  claim: 'pidfd_getfd duplicates a descriptor of any kind; status flags and offset are shared.',
  parts: [
    eachIsDuplicated,
    isShared(
      'Status flags are shared: what the donor sets, the receiver has.',
      [
        { who: 'donor', does: 'nonblock one on' },
        { who: 'receiver', does: 'flags copy', as: 'copy' },
      ],
      [{ sees: { 'pulled.error': '', 'copy.nonBlocking': 1 } }],
    ),
    isShared(
      'The offset is shared: where the receiver seeks to, the donor reads on.',
      [
        { who: 'receiver', does: 'offset copy to=3' },
        { who: 'donor', does: 'read one', as: 'read' },
      ],
      [{ sees: { 'pulled.error': '', 'read.text': 'tent' } }],
    ),
    isShared(
      'A lock by flock is shared: the receiver has it with the donor.',
      [
        { who: 'donor', does: 'lock one' },
        { who: 'receiver', does: 'lock copy', as: 'locked' },
      ],
      [{ sees: { 'pulled.error': '', 'locked.error': '' } }],
    ),
    {
      says: 'Close-on-exec is not shared: it belongs to the number, and a pulled one has it.',
      // A flag of the number, of which the claim does not speak.
      role: 'beside',
      channel: 'seqpacket',
      setUp: opensFile,
      steps: [...receivesAndPulls, ...looksAtBoth],
      expects: [{ sees: { 'both.same': 1, 'copy.closeOnExec': 1, 'sent.closeOnExec': 0 } }],
      twin: {
        mends: 'Receives with MSG_CMSG_CLOEXEC.',
        steps: [
          { who: 'donor', does: 'send channel one' },
          { who: 'receiver', does: 'receive channel room=1 cloexec as=got' },
          pullsOne,
          ...looksAtBoth,
        ],
      },
    },
  ],
};
