// SPDX-License-Identifier: Apache-2.0
import type { Hazard } from '../hazard.ts';
import type { Step } from '../play.ts';
import { mayPull } from './may-pull.ts';

const announces: Step = { who: 'donor', does: 'memfd file wanted', as: 'announced' };
const replacesItself: readonly Step[] = [
  { who: 'donor', does: 'exec', as: 'exec' },
  { who: 'donor', does: 'memfd file stranger', as: 'reused' },
];
const pulls: readonly Step[] = [
  { who: 'receiver', does: 'pull donor {announced.fd} got', as: 'pulled' },
  { who: 'receiver', does: 'content got', as: 'got' },
];

export const execInTheDonor: Hazard = {
  id: 'exec-in-the-donor',
  of: 'pull',
  danger:
    'The donor replaces its program: its pidfd stays good, its numbers do not, and a pull waits while it does.',
  source:
    'execve(2), close-on-exec; exec_update_lock, Linux 5.11 (measured by the scenario stopped/exec-storm)',
  isSilent: true, // the pull succeeds with another program’s file
  channel: 'seqpacket',
  naive: {
    does: 'Keeps number and pidfd; the donor execs and opens another file; then the receiver pulls.',
    comes: 'Neither the pidfd nor the pull tells that it is another program: the wrong file.',
    setUp: mayPull,
    steps: [announces, ...replacesItself, ...pulls],
    expects: [
      {
        sees: {
          'exec.error': '',
          'reused.fd': { sameAs: 'announced.fd' },
          'pulled.error': '',
          'got.text': 'stranger',
        },
      },
    ],
  },
  ours: {
    does: 'Passes the descriptor over exec by name, and gives it by the safe transfer, which announces it again and checks its identity; then 200 pulls of it from a process that execs without end.',
    comes: 'The right file; each of the 200 pulls waits where it must, and brings the right one, too.',
    setUp: mayPull,
    steps: [
      announces,
      { who: 'donor', does: 'exec file', as: 'exec' },
      { who: 'donor', does: 'memfd other stranger' },
      { who: 'donor', does: 'give channel file', as: 'given', later: true },
      { who: 'receiver', does: 'take channel pull', as: 'pulled' },
      { who: 'receiver', does: 'content got.0', as: 'got' },
      { who: 'donor', does: 'start-execs old file', as: 'old' },
      { who: 'receiver', does: 'pidfd-open {old.pid} old' },
      { who: 'receiver', does: 'pull-times old {announced.fd} got.0 times=200', as: 'storm' },
    ],
    expects: [
      {
        sees: {
          'exec.error': '',
          'given.error': '',
          'pulled.error': '',
          'got.text': 'wanted',
          'storm.error': '',
          'storm.failed': 0,
          'storm.wrong': 0,
        },
      },
    ],
  },
  twin: {
    mends: 'Pulls before the donor execs.',
    steps: [announces, ...pulls, ...replacesItself],
  },
};
