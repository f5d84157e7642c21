// SPDX-License-Identifier: Apache-2.0
// How many messages fit in follows from the kernel's settings (net.core.wmem_default, net.unix.max_dgram_qlen), and from
// how large it makes a message. So the buffer is given here, and all is told with bounds: where the queue's limit is 512, as
// systemd sets it, the largest buffer that a user may have can be full before the queue is.

import type { Hazard } from '../hazard.ts';
import type { Step } from '../play.ts';

const pairs: readonly Step[] = [
  { who: 'donor', does: 'bound-datagram sender bound' },
  { who: 'donor', does: 'pair seqpacket default unread' },
  { who: 'donor', does: 'pair seqpacket one one-unread' },
  { who: 'donor', does: 'pair seqpacket many many-unread' },
  { who: 'donor', does: 'send-buffer one 8192' },
  { who: 'donor', does: 'send-buffer many 8192' },
  // As much as this user may have: the queue shall be what ends it.
  { who: 'donor', does: 'send-buffer sender 1000000' },
  { who: 'donor', does: 'memfd file waits' },
];

export const backPressure: Hazard = {
  id: 'back-pressure',
  of: 'push',
  danger:
    'An unread channel takes a few hundred messages by the default buffer, a bound DGRAM socket one more than net.unix.max_dgram_qlen (10; systemd makes it 512), whatever they carry; then the donor is blocked.',
  source: 'unix(7), max_dgram_qlen; socket(7), SO_SNDBUF and wmem_default',
  isSilent: false, // EAGAIN, or a call that does not return
  naive: {
    does: 'Sends to nobody who reads: by the default buffer, by one of 8 KiB with 1 and with 8 descriptors a message, to a bound DGRAM socket.',
    comes:
      'EAGAIN (or, without MSG_DONTWAIT, a donor that is blocked); with 8 descriptors after as many messages as with one; the DGRAM socket takes one more than max_dgram_qlen, where its buffer holds them.',
    setUp: pairs,
    steps: [
      { who: 'donor', does: 'send-until default none', as: 'default' },
      { who: 'donor', does: 'send-until one file', as: 'one' },
      { who: 'donor', does: 'send-until many file*8', as: 'many' },
      { who: 'donor', does: 'send-until sender none', as: 'datagrams' },
    ],
    expects: [
      {
        sees: {
          'default.error': 'EAGAIN',
          'default.sent': { atLeast: 16, atMost: 50_000 },
          'one.error': 'EAGAIN',
          'one.sent': { atLeast: 4, atMost: 64 },
          'many.error': 'EAGAIN',
          'many.sent': { sameAs: 'one.sent' },
          'datagrams.error': 'EAGAIN',
          'datagrams.sent': { atLeast: 2, atMost: 100_000 },
        },
      },
    ],
  },
  ours: {
    does: 'Sends a message whole or not at all, and says when the channel is full.',
    comes: 'EAGAIN by name; when a message has been received, the same one passes.',
    setUp: pairs,
    steps: [
      { who: 'donor', does: 'nonblock many on' },
      { who: 'donor', does: 'send-until many file*8' },
      { who: 'donor', does: 'send-checked many file*8', as: 'full' },
      { who: 'donor', does: 'receive-checked many-unread limit=8', as: 'got' },
      { who: 'donor', does: 'send-checked many file*8', as: 'again' },
    ],
    expects: [{ sees: { 'full.error': 'EAGAIN', 'got.fds': 8, 'again.error': '' } }],
  },
  twin: {
    mends: 'Has never more than four messages under way.',
    setUp: pairs,
    steps: [
      { who: 'donor', does: 'send-until default none most=4', as: 'default' },
      { who: 'donor', does: 'send-until one file most=4', as: 'one' },
      { who: 'donor', does: 'send-until many file*8 most=4', as: 'many' },
      { who: 'donor', does: 'send-until sender none most=4', as: 'datagrams' },
    ],
  },
};
