// SPDX-License-Identifier: Apache-2.0
import type { Hazard } from '../hazard.ts';
import type { Step } from '../play.ts';

/** Both ends were made by the donor; the receiver now has the far one, alone. */
const handsOverOneEnd: readonly Step[] = [
  { who: 'donor', does: 'pair seqpacket near far' },
  { who: 'donor', does: 'send channel far' },
  { who: 'donor', does: 'close far' },
  { who: 'receiver', does: 'receive channel room=1 cloexec' },
];
const askedOfTheMessage: readonly Step[] = [
  { who: 'donor', does: 'name-sender near' },
  { who: 'receiver', does: 'write got.0 hello' },
  { who: 'donor', does: 'receive-named near', as: 'peer' },
];

export const firstPeerIsNamed: Hazard = {
  id: 'first-peer-is-named',
  of: 'both',
  danger: 'A connection that was handed over still names the process that made it as its peer.',
  source:
    'unix(7), SO_PEERCRED: as of connect(2), listen(2) or socketpair(2); the same holds for SO_PEERPIDFD (6.5)',
  isSilent: true, // the call succeeds, and names another process
  channel: 'seqpacket',
  naive: {
    does: 'Asks the connection (SO_PEERCRED) who has the other end, after that was handed over.',
    comes: 'It names the process that made it, which no longer has it.',
    steps: [...handsOverOneEnd, { who: 'donor', does: 'peer-pid near', as: 'peer' }],
    expects: [{ sees: { 'peer.pid': { sameAs: 'donor.pid' } } }],
  },
  ours: {
    does: 'Lets the kernel name the sender of each message (SO_PASSCRED, or SO_PASSPIDFD).',
    comes: 'It names the process that has the other end now.',
    steps: [...handsOverOneEnd, ...askedOfTheMessage],
    expects: [{ sees: { 'peer.pid': { sameAs: 'receiver.pid' } } }],
  },
  twin: {
    mends: 'Asks of the message, not of the connection.',
    steps: [...handsOverOneEnd, ...askedOfTheMessage],
  },
};
