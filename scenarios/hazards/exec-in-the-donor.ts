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
    does: 'Keeps the descriptor open over exec, pulls it 200 times while the donor execs without end, and checks each.',
    comes: 'Each pull waits where it must and brings the right file.',
    setUp: mayPull,
    steps: [
      { who: 'donor', does: 'memfd file wanted', as: 'announced' },
      { who: 'donor', does: 'start-execs old file', as: 'old' },
      { who: 'receiver', does: 'pidfd-open {old.pid} old' },
      { who: 'receiver', does: 'pull donor {announced.fd} own' },
      { who: 'receiver', does: 'pull-times old {announced.fd} own times=200', as: 'storm' },
    ],
    expects: [{ sees: { 'storm.error': '', 'storm.failed': 0, 'storm.wrong': 0 } }],
  },
  twin: {
    mends: 'Pulls before the donor execs.',
    steps: [announces, ...pulls, ...replacesItself],
  },
};
