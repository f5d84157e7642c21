// SPDX-License-Identifier: Apache-2.0
// Programs of others in the place of our service, by the arm that hands them over.

import type { SubjectOrNot, SubjectSetting } from '../subject.ts';
import { startHaproxy } from './haproxy.ts';
import { startNginx } from './nginx.ts';
import { startNode } from './node.ts';
import { startOwnPulled } from './own-pulled.ts';

export type StartPeer = (setting: SubjectSetting) => Promise<SubjectOrNot>;

const peers: ReadonlyMap<string, StartPeer> = new Map<string, StartPeer>([
  ['haproxy_untouched', startHaproxy('untouched')],
  ['nginx_untouched', startNginx('untouched')],
  ['node_untouched', startNode('untouched')],
  ['haproxy_seamless', startHaproxy('seamless')],
  ['haproxy_plain', startHaproxy('plain')],
  ['haproxy_pulled', startHaproxy('pulled')],
  ['nginx_upgrade', startNginx('upgrade')],
  ['nginx_pulled', startNginx('pulled')],
  ['node_pulled', startNode('pulled')],
  ['node_sent', startNode('sent')],
  ['pulled_unasked', startOwnPulled({ isStopped: false })],
  ['pulled_stopped', startOwnPulled({ isStopped: true })],
]);

export async function startPeer(setting: SubjectSetting): Promise<SubjectOrNot> {
  const start = peers.get(setting.planned.arm.id);
  if (start === undefined) throw new RangeError(`nobody starts ${setting.planned.arm.id}`);
  return await start(setting);
}
