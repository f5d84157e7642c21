// SPDX-License-Identifier: Apache-2.0
// HAProxy, replaced as its management guide has it (section 4, "Stopping and restarting HAProxy"): the new process is started
// with -sf and the old one's id. With -x it first asks the old one for its listeners, through the stats socket with
// "expose-fd listeners" (SCM_RIGHTS); without, it binds beside it (SO_REUSEPORT).

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from '../../temporary-folder.ts';
import type { Failure } from '../../results/result.ts';
import type { AttendedHelper } from '../../run/spawn-helper.ts';
import type { SubjectOrNot, SubjectSetting } from '../subject.ts';
import { listensSoon, notListening, peerPort, startForeign } from './foreign-process.ts';
import { subjectOfForeign } from './foreign-subject.ts';
import { pullListenerFrom } from './pulled.ts';
import { requireProgram } from './system-program.ts';

type Way = 'untouched' | 'seamless' | 'plain' | 'pulled';

export const startHaproxy =
  (way: Way) =>
  async (setting: SubjectSetting): Promise<SubjectOrNot> => {
    const program = await requireProgram('haproxy', setting.signal);
    if (program.kind === 'missing') return { kind: 'unsupported', failure: program.failure };
    const folder = makeTemporaryFolder('handover-haproxy-');
    const start = (generation: number, more: readonly string[]): AttendedHelper => {
      const path = join(folder.path, `generation-${String(generation)}.cfg`);
      writeFileSync(path, configuration(generation, folder.path, way));
      return startForeign(setting, [program.path, '-db', '-f', path, ...more]);
    };
    const old = start(1, []);
    const { pid } = old;
    if (pid === null || !(await listensSoon(pid, peerPort, setting.signal))) {
      old.stop();
      const end = await old.ended;
      folder.dispose();
      return { kind: 'failed', failure: notListening('haproxy', end) };
    }
    const processes = [old];
    const handOver = async (): Promise<Failure | null> => {
      if (way === 'untouched') return null;
      if (way === 'pulled') return await pullFrom(old, setting, processes);
      const asks = way === 'seamless' ? ['-x', socketIn(folder.path)] : [];
      processes.push(start(2, [...asks, '-sf', String(pid)]));
      return null;
    };
    // SIGUSR1: no new connections, ends with its last one. Our service ends with its input.
    const askToEnd = (): void => {
      for (const one of processes) {
        one.closeInput();
        if (way !== 'pulled' || one === old) one.signal('SIGUSR1');
      }
    };
    return {
      kind: 'started',
      subject: subjectOfForeign({ processes, handOver, askToEnd, cleanUp: folder.dispose }),
    };
  };

async function pullFrom(
  { pid, signal }: AttendedHelper,
  setting: SubjectSetting,
  processes: AttendedHelper[],
): Promise<Failure | null> {
  const failure = await pullListenerFrom(pid ?? 0, setting, processes);
  if (failure === null) signal('SIGUSR1');
  return failure;
}

function socketIn(folder: string): string {
  return join(folder, 'stats.sock');
}

function configuration(generation: number, folder: string, way: Way): string {
  const exposes = way === 'seamless' ? ' expose-fd listeners' : '';
  return [
    'global',
    '  nbthread 1',
    '  maxconn 8000',
    '  hard-stop-after 3s',
    // Both processes bind it: the new one renames its own into its place.
    `  stats socket ${socketIn(folder)} mode 600 level admin${exposes}`,
    'defaults',
    '  mode http',
    '  timeout client 5s',
    '  timeout server 5s',
    '  timeout connect 5s',
    'frontend all',
    `  bind 0.0.0.0:${String(peerPort)}`,
    `  http-request return status 200 content-type text/plain string "${String(generation)}\\n"`,
    '',
  ].join('\n');
}
