// SPDX-License-Identifier: Apache-2.0
import type { Hazard } from '../hazard.ts';
import type { Step } from '../play.ts';

const twoListeners: readonly Step[] = [
  { who: 'donor', does: 'tcp-socket old reuseport', as: 'old' },
  { who: 'donor', does: 'listen old' },
  { who: 'donor', does: 'tcp-socket new reuseport port={old.port}' },
  { who: 'donor', does: 'listen new' },
  { who: 'donor', does: 'connect-many {old.port} 200 visitor', as: 'visitors' },
];
const oldCloses: readonly Step[] = [
  { who: 'donor', does: 'close old' },
  { who: 'donor', does: 'accept-all new most=200 ms=50', as: 'served' },
];

export const reuseportResets: Hazard = {
  id: 'reuseport-resets',
  of: 'both',
  danger:
    'Two SO_REUSEPORT listeners instead of one that is handed over: what waits at the closing one is reset.',
  source: 'socket(7), SO_REUSEPORT; net.ipv4.tcp_migrate_req, Linux 5.14',
  isSilent: true, // close(2) succeeds; the visitors are told
  channel: 'seqpacket',
  naive: {
    does: 'Old and new listen at one port; 200 connections wait; the old one closes.',
    comes: 'About half of them are never accepted by the new one: the kernel ends them.',
    setUp: [{ who: 'donor', does: 'own-network' }],
    steps: [...twoListeners, ...oldCloses],
    // 200 fair coins: fewer than 50 or more than 150 are not seen in a lifetime.
    expects: [{ sees: { 'visitors.connected': 200, 'served.accepted': { atLeast: 50, atMost: 150 } } }],
  },
  ours: {
    does: 'Hands the one listener over and closes it; all 200 wait in its one queue.',
    comes: 'The new process accepts every one.',
    setUp: [{ who: 'donor', does: 'own-network' }],
    steps: [
      { who: 'donor', does: 'tcp-socket old', as: 'old' },
      { who: 'donor', does: 'listen old' },
      { who: 'donor', does: 'connect-many {old.port} 200 visitor', as: 'visitors' },
      { who: 'donor', does: 'give channel old', as: 'given', later: true },
      { who: 'receiver', does: 'take channel push', as: 'taken' },
      { who: 'donor', does: 'close old' },
      { who: 'receiver', does: 'accept-all got.0 most=200 ms=5000', as: 'served' },
    ],
    expects: [{ sees: { 'visitors.connected': 200, 'served.accepted': 200 } }],
  },
  twin: {
    mends: 'The kernel moves them to the other listener (net.ipv4.tcp_migrate_req = 1).',
    setUp: [{ who: 'donor', does: 'own-network migrate-requests' }],
    steps: [...twoListeners, ...oldCloses],
  },
};
