// SPDX-License-Identifier: Apache-2.0
// A program started in a handover's network, on its CPU, which Ctrl-C ends.

import type { AttendedHelper, HelperCommand } from '../run/spawn-helper.ts';
import { spawnHelper } from '../run/spawn-helper.ts';
import { stopOnAbort } from '../run/stop-on-abort.ts';
import { insidePlace } from './namespace.ts';
import type { SubjectSetting } from './subject.ts';

export function startInPlace(
  { place, cpu, deadlineMs, signal }: SubjectSetting,
  program: readonly string[],
  more: Pick<HelperCommand, 'descriptors' | 'holdsInput'>,
): AttendedHelper {
  const helper = spawnHelper({ ...insidePlace(place, cpu, program), ...more }, deadlineMs);
  stopOnAbort(helper, signal);
  return helper;
}
