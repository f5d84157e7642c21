// SPDX-License-Identifier: Apache-2.0
import type { Hazard } from '../hazard.ts';

export const messagesNeverCoalesce: Hazard = {
  id: 'messages-never-coalesce',
  of: 'push',
  danger:
    'On a STREAM, a read ends where descriptors come with the bytes, however many more bytes are there.',
  source:
    'unix(7), SCM_RIGHTS: ancillary data is a barrier; unix_stream_read_generic() in net/unix/af_unix.c',
  isSilent: false, // the read says that it has less than there is room for
  channel: 'stream',
  naive: {
    does: 'Sends two bytes in two messages with a descriptor each, and reads once with room for all of it.',
    comes: 'The read has one byte and one descriptor; the rest needs a second read.',
    steps: [
      { who: 'donor', does: 'memfd file two' },
      { who: 'donor', does: 'send channel file' },
      { who: 'donor', does: 'send channel file', as: 'sent' },
      { who: 'receiver', does: 'receive channel room=10 as=first', as: 'first' },
      { who: 'receiver', does: 'receive channel room=10 nonblock as=second', as: 'second' },
    ],
    expects: [
      {
        sees: { 'sent.error': '', 'first.result': 1, 'first.fds': 1, 'second.result': 1, 'second.fds': 1 },
      },
    ],
  },
  ours: {
    does: 'Reads on until the bytes and the descriptors that were announced are there.',
    comes: 'Two bytes and two descriptors, of one call.',
    steps: [
      { who: 'donor', does: 'memfd file two' },
      { who: 'donor', does: 'send-checked channel file' },
      { who: 'donor', does: 'send-checked channel file' },
      { who: 'receiver', does: 'receive-exactly channel bytes=2 fds=2', as: 'got' },
      { who: 'receiver', does: 'content got.1', as: 'last' },
    ],
    expects: [{ sees: { 'got.error': '', 'got.result': 2, 'got.fds': 2, 'last.text': 'two' } }],
  },
  twin: {
    mends: 'Sends both descriptors in one message of two bytes.',
    steps: [
      { who: 'donor', does: 'memfd file two' },
      { who: 'donor', does: 'send channel file*2 bytes=2', as: 'sent' },
      { who: 'receiver', does: 'receive channel room=10 as=first', as: 'first' },
      { who: 'receiver', does: 'receive channel room=10 nonblock as=second', as: 'second' },
    ],
  },
};
