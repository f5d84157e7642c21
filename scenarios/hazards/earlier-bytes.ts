// SPDX-License-Identifier: Apache-2.0
import type { Hazard } from '../hazard.ts';

export const earlierBytes: Hazard = {
  id: 'earlier-bytes',
  of: 'push',
  danger:
    'On a STREAM, bytes that were sent before a message with descriptors are read together with it, so the descriptors seem to belong to an earlier message.',
  source:
    'unix(7), SCM_RIGHTS; unix_stream_read_generic() in net/unix/af_unix.c ends a read after descriptors, not before',
  isSilent: true, // the read succeeds, with the descriptor at the wrong message
  channel: 'stream',
  naive: {
    does: 'Sends a message of two bytes without descriptors, then one of a byte with one, and reads with a large buffer.',
    comes: 'One read has all three bytes and the descriptor, and nothing tells which byte it came with.',
    steps: [
      { who: 'donor', does: 'memfd file second' },
      { who: 'donor', does: 'send channel none bytes=2' },
      { who: 'donor', does: 'send channel file bytes=1', as: 'sent' },
      { who: 'receiver', does: 'receive channel room=1', as: 'first' },
    ],
    expects: [{ sees: { 'sent.error': '', 'first.result': 3, 'first.fds': 1 } }],
  },
  ours: {
    does: 'Reads each message to its own length, and says how many descriptors it must have.',
    comes: 'The first has none, the second has its one.',
    steps: [
      { who: 'donor', does: 'memfd file second' },
      { who: 'donor', does: 'send-checked channel none bytes=2' },
      { who: 'donor', does: 'send-checked channel file bytes=1' },
      { who: 'receiver', does: 'receive-exactly channel bytes=2 fds=0', as: 'first' },
      { who: 'receiver', does: 'receive-exactly channel bytes=1 fds=1', as: 'second' },
      { who: 'receiver', does: 'content got.0', as: 'file' },
    ],
    expects: [{ sees: { 'first.error': '', 'second.error': '', 'second.fds': 1, 'file.text': 'second' } }],
  },
  twin: {
    mends: 'Reads no more bytes than the first message has.',
    steps: [
      { who: 'donor', does: 'memfd file second' },
      { who: 'donor', does: 'send channel none bytes=2' },
      { who: 'donor', does: 'send channel file bytes=1', as: 'sent' },
      { who: 'receiver', does: 'receive channel room=1 bytes=2', as: 'first' },
    ],
  },
};
