// SPDX-License-Identifier: Apache-2.0
import type { Hazard } from '../hazard.ts';

export const receiverRefusesRights: Hazard = {
  id: 'receiver-refuses-rights',
  of: 'push',
  danger: 'A receiver can refuse all descriptors, and it is the donor whose call fails.',
  source: 'unix(7), SO_PASSRIGHTS (Linux 6.16)',
  isSilent: false, // EPERM of the call that sends
  channel: 'seqpacket',
  naive: {
    does: 'Sends a descriptor to a receiver that has turned SO_PASSRIGHTS off.',
    comes: 'EPERM, which looks like a lack of privilege of the donor.',
    setUp: [{ who: 'receiver', does: 'pass-rights channel off' }],
    steps: [
      { who: 'donor', does: 'memfd file refused' },
      { who: 'donor', does: 'send channel file', as: 'sent' },
      { who: 'receiver', does: 'receive channel room=1 nonblock', as: 'got' },
    ],
    expects: [{ since: '6.16', sees: { 'sent.error': 'EPERM', 'got.error': 'EAGAIN' } }],
  },
  ours: {
    does: 'Can do nothing about it; it says what was met.',
    comes:
      'EPERM of sendmsg by name, nothing is sent, and the channel still takes a message without descriptors.',
    setUp: [{ who: 'receiver', does: 'pass-rights channel off' }],
    steps: [
      { who: 'donor', does: 'memfd file refused' },
      { who: 'donor', does: 'send-checked channel file', as: 'sent' },
      { who: 'donor', does: 'send-checked channel none', as: 'plain' },
      { who: 'receiver', does: 'receive-checked channel limit=1 nonblock', as: 'got' },
    ],
    expects: [
      {
        since: '6.16',
        sees: { 'sent.error': 'EPERM', 'plain.error': '', 'got.error': '', 'got.result': 1, 'got.fds': 0 },
      },
    ],
  },
  twin: {
    mends: 'The receiver takes descriptors, as it does unless it says otherwise.',
    setUp: [{ who: 'receiver', does: 'pass-rights channel on' }],
    steps: [
      { who: 'donor', does: 'memfd file taken' },
      { who: 'donor', does: 'send channel file', as: 'sent' },
      { who: 'receiver', does: 'receive channel room=1 nonblock', as: 'got' },
    ],
  },
};
