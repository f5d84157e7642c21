// SPDX-License-Identifier: Apache-2.0
// What is done in every row of the permission table: the donor opens something, the receiver pulls it, is pushed it, and
// is asked why the pull came out as it did.

import type { Permission } from '../../scenarios/permission.ts';
import type { Expected, Step } from '../../scenarios/play.ts';
import type { Script } from './play-act.ts';

const donor = (does: string, as?: string): Step => ({ who: 'donor', does, ...(as !== undefined && { as }) });
const receiver = (does: string, as?: string): Step => ({
  who: 'receiver',
  does,
  ...(as !== undefined && { as }),
});

export function scriptOf(row: Permission): Script {
  return {
    channel: row.container === undefined ? 'seqpacket' : null,
    setUp: setUpOf(row),
    steps: [...pullSteps(row), ...pushSteps],
  };
}

export function expectedOf({ expects: { pull, cause }, reach }: Permission): readonly Expected[] {
  const contents = pull === '' && reach !== 'in-vain' ? { 'pulled.text': 'handed' } : {};
  return [
    {
      since: '5.6', // pidfd_getfd(2)
      sees: {
        'pull.error': pull,
        ...contents,
        'diagnosis.cause': cause,
        'push.error': '',
        'pushed.text': 'handed',
      },
    },
  ];
}

function setUpOf(row: Permission): readonly Step[] {
  return [
    ...(row.container === undefined ? [] : meetsInContainer),
    ...(row.reach === 'before' ? [receiver('pidfd-open {donor.pid} donor')] : []),
    ...row.donor.map((does) => donor(does)),
    ...row.receiver.map((does) => receiver(does)),
  ];
}

/** Nobody can give both the ends of a pair there, and their numbers are the container's. */
const meetsInContainer: readonly Step[] = [
  donor('unix-listen /tmp/channel listener'),
  receiver('unix-connect /tmp/channel channel'),
  donor('accept listener channel'),
  donor('pid', 'donor'),
  receiver('pid', 'receiver'),
];

function pullSteps({ reach = 'by-number', expects }: Permission): readonly Step[] {
  const looks = expects.pull === '' ? [receiver('content pulled', 'pulled')] : [];
  const pulls = (pid: string): readonly Step[] => [
    receiver('pull donor {opened.fd} pulled', 'pull'),
    ...looks,
    receiver(`diagnose donor ${pid} {opened.fd}`, 'diagnosis'),
  ];
  switch (reach) {
    case 'by-number':
      return [
        donor('memfd given handed', 'opened'),
        receiver('pidfd-open {donor.pid} donor'),
        ...pulls('{donor.pid}'),
      ];
    case 'before':
      return [donor('memfd given handed', 'opened'), ...pulls('{donor.pid}')];
    case 'in-vain':
      return [
        donor('memfd given handed', 'opened'),
        receiver('pidfd-open {donor.pid} donor', 'pull'),
        receiver('diagnose #-1 {donor.pid} {opened.fd}', 'diagnosis'),
      ];
    case 'self':
      return [
        receiver('memfd own handed', 'opened'),
        receiver('pidfd-open {receiver.pid} donor'),
        ...pulls('{receiver.pid}'),
      ];
    case 'started':
      return [
        receiver('memfd own handed', 'opened'),
        receiver('start started', 'started'),
        receiver('pidfd-open {started.pid} donor'),
        ...pulls('{started.pid}'),
      ];
  }
}

/** A second one, so that a row in which the receiver pulls from itself has something to send as well. */
const pushSteps: readonly Step[] = [
  donor('memfd sent handed'),
  donor('send channel sent', 'push'),
  receiver('receive-checked channel limit=1 nonblock as=pushed'),
  receiver('content pushed.0', 'pushed'),
];
