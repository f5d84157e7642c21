// SPDX-License-Identifier: Apache-2.0
import type { Hazard } from '../hazard.ts';
import type { Step } from '../play.ts';

const listens: readonly Step[] = [
  { who: 'donor', does: 'tcp-socket listener', as: 'listener' },
  { who: 'donor', does: 'listen listener' },
];

export const inFlightHoldsPort: Hazard = {
  id: 'in-flight-holds-port',
  of: 'push',
  danger:
    'A listener in an unread message still listens: connections are taken that nobody accepts, and its port cannot be bound again, though no process has it open.',
  source: 'unix(7), SCM_RIGHTS: a descriptor in flight holds its open file description; bind(2), EADDRINUSE',
  isSilent: true, // sending and closing succeed, and nobody accepts
  channel: 'seqpacket',
  naive: {
    does: 'Sends a listener, closes its own, and wants the port again because nobody has received.',
    comes: 'A connection to the port succeeds, and binding it fails with EADDRINUSE.',
    setUp: listens,
    steps: [
      { who: 'donor', does: 'send channel listener', as: 'sent' },
      { who: 'donor', does: 'close listener' },
      { who: 'donor', does: 'connect {listener.port} connection', as: 'connected' },
      { who: 'donor', does: 'tcp-socket again port={listener.port}', as: 'again' },
      { who: 'receiver', does: 'count' },
    ],
    expects: [{ sees: { 'sent.error': '', 'connected.error': '', 'again.error': 'EADDRINUSE' } }],
  },
  ours: {
    does: 'Does not close what was not acknowledged: whoever has no receiver still has the listener.',
    comes: 'The connection is accepted by the donor itself.',
    setUp: listens,
    steps: [
      { who: 'donor', does: 'send-checked channel listener', as: 'sent' },
      { who: 'donor', does: 'connect {listener.port} connection', as: 'connected' },
      { who: 'donor', does: 'accept listener accepted', as: 'accepted' },
      { who: 'receiver', does: 'count' },
    ],
    expects: [{ sees: { 'sent.error': '', 'connected.error': '', 'accepted.error': '' } }],
  },
  twin: {
    mends: 'The receiver takes the message, and closes what it does not want.',
    steps: [
      { who: 'donor', does: 'send channel listener', as: 'sent' },
      { who: 'donor', does: 'close listener' },
      { who: 'receiver', does: 'receive channel room=1' },
      { who: 'receiver', does: 'close got.0' },
      { who: 'donor', does: 'connect {listener.port} connection', as: 'connected' },
      { who: 'donor', does: 'tcp-socket again port={listener.port}', as: 'again' },
    ],
  },
};
