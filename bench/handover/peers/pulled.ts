// SPDX-License-Identifier: Apache-2.0
// The point of pull: our service takes the listener out of a program that knows nothing of it, then the program is told to
// end as its manual says.

import type { Failure } from '../../results/result.ts';
import type { AttendedHelper } from '../../run/spawn-helper.ts';
import { linesOf, parseServiceReady, parseServiceReport } from '../helper-lines.ts';
import type { SubjectSetting } from '../subject.ts';
import { peerPort, startForeign } from './foreign-process.ts';

/** Starts our service, which pulls the listener out of `pid`; it serves when this answers. */
export async function pullListenerFrom(
  pid: number,
  setting: SubjectSetting,
  processes: AttendedHelper[],
): Promise<Failure | null> {
  const { place, deadlineMs } = setting;
  const words = ['--generation', '2', '--pulls-from', String(pid), '--find-ports', String(peerPort)];
  const service = startForeign(setting, [
    place.helperPath,
    'serve',
    ...words,
    '--deadline-ms',
    String(deadlineMs),
  ]);
  processes.push(service);
  if (parseServiceReady((await service.firstLine) ?? '') !== null) return null;
  const { output, errors } = await service.ended;
  const report = linesOf(output)
    .map(parseServiceReport)
    .find((one) => one?.error);
  return (
    report?.error ?? { code: 'PEER', operation: 'pidfd_getfd', text: `the pull failed: ${errors.trim()}` }
  );
}
