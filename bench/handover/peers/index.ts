// SPDX-License-Identifier: Apache-2.0
// Programs of others in the place of our service, by the arm that hands them over.

import type { SubjectOrNot, SubjectSetting } from '../subject.ts';

export type StartPeer = (setting: SubjectSetting) => Promise<SubjectOrNot>;

const peers: ReadonlyMap<string, StartPeer> = new Map<string, StartPeer>([]);

export async function startPeer(setting: SubjectSetting): Promise<SubjectOrNot> {
  const start = peers.get(setting.planned.arm.id);
  if (start === undefined) throw new RangeError(`nobody starts ${setting.planned.arm.id}`);
  return await start(setting);
}
