// SPDX-License-Identifier: Apache-2.0
import type { Hazard } from '../hazard.ts';
import type { Step } from '../play.ts';

const handsOver = (locks: string): readonly Step[] => [
  { who: 'donor', does: 'memfd file content' },
  { who: 'donor', does: locks, as: 'lock' },
  { who: 'donor', does: 'send channel file' },
  { who: 'receiver', does: 'receive channel room=1 cloexec' },
];
/** A second description of the same file: whoever else opens it. */
const anotherAsks: readonly Step[] = [
  { who: 'donor', does: 'close file' },
  { who: 'receiver', does: 'open-proc-fd {receiver.pid} {number.fd} other' },
  { who: 'receiver', does: 'record-lock other description', as: 'another' },
];
const numberOfIt: readonly Step[] = [{ who: 'receiver', does: 'dup got.0 again', as: 'number' }];

export const recordLocksStay: Hazard = {
  id: 'record-locks-stay',
  of: 'both',
  danger:
    'A record lock belongs to the process, not to the description: it does not travel, and ends when the donor closes.',
  source: 'fcntl(2), Advisory record locking; Open file description locks (Linux 3.15)',
  isSilent: true, // no call says that the lock is gone
  channel: 'seqpacket',
  naive: {
    does: 'Locks a file with F_SETLK, hands it over and closes it.',
    comes: 'The receiver has the file but no lock: whoever asks next gets it.',
    steps: [...handsOver('record-lock file'), ...numberOfIt, ...anotherAsks],
    expects: [{ sees: { 'lock.error': '', 'another.error': '' } }],
  },
  ours: {
    does: 'Locks with F_OFD_SETLK (flock does as well): that lock is the description’s.',
    comes: 'It travels, and holds until the last copy is closed.',
    steps: [...handsOver('record-lock file description'), ...numberOfIt, ...anotherAsks],
    expects: [{ sees: { 'lock.error': '', 'another.error': 'EAGAIN' } }],
  },
  twin: {
    mends: 'Locks with F_OFD_SETLK.',
    steps: [...handsOver('record-lock file description'), ...numberOfIt, ...anotherAsks],
  },
};
