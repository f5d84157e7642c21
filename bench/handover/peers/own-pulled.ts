// SPDX-License-Identifier: Apache-2.0
// Our own service, taken over without being asked: its listener is found and pulled by the new process, then the old one
// is told to accept no more, or, where it is stopped, killed. What this needs of the old process is that it exists: it may be saturated, or stopped.

import type { Failure } from '../../results/result.ts';
import { parseServiceReady } from '../helper-lines.ts';
import type { SubjectOrNot, SubjectSetting } from '../subject.ts';
import { notListening, peerPort, startForeign } from './foreign-process.ts';
import { subjectOfForeign } from './foreign-subject.ts';
import { pullListenerFrom } from './pulled.ts';

export const startOwnPulled =
  ({ isStopped }: { readonly isStopped: boolean }) =>
  async (setting: SubjectSetting): Promise<SubjectOrNot> => {
    const { place, planned, deadlineMs } = setting;
    const old = startForeign(setting, [
      ...[place.helperPath, 'serve', '--generation', '1', '--port-first', String(peerPort)],
      ...['--service-ns', String(planned.parameters.serviceNs), '--deadline-ms', String(deadlineMs)],
    ]);
    const { pid } = old;
    if (pid === null || parseServiceReady((await old.firstLine) ?? '') === null) {
      old.stop();
      return { kind: 'failed', failure: notListening('serve', await old.ended) };
    }
    const processes = [old];
    const handOver = async (): Promise<Failure | null> => {
      if (isStopped) old.signal('SIGSTOP');
      const failure = await pullListenerFrom(pid, setting, processes);
      // Nothing of a stopped process answers what it has accepted; a running one is given the time to.
      if (failure === null && isStopped) old.signal('SIGKILL');
      if (failure === null && !isStopped) old.say('s');
      return failure;
    };
    const askToEnd = (): void => {
      for (const one of processes) one.closeInput();
      if (isStopped) old.signal('SIGKILL');
    };
    return {
      kind: 'started',
      subject: subjectOfForeign({ processes, handOver, askToEnd, cleanUp: () => undefined }),
    };
  };
