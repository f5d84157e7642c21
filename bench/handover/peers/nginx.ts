// SPDX-License-Identifier: Apache-2.0
// nginx, replaced as its manual has it ("Upgrading Executable on the Fly"): USR2 starts a new master, which inherits the
// listeners, WINCH ends the old workers, QUIT the old master.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from '../../base-revision/temporary-folder.ts';
import type { Failure } from '../../results/result.ts';
import type { AttendedHelper } from '../../run/spawn-helper.ts';
import type { SubjectOrNot, SubjectSetting } from '../subject.ts';
import { becomesTrue, listensSoon, notListening, peerPort, startForeign } from './foreign-process.ts';
import { signalProcess } from '../signal-process.ts';
import { subjectOfForeign } from './foreign-subject.ts';
import { pullListenerFrom } from './pulled.ts';
import { requireProgram } from './system-program.ts';

type Way = 'upgrade' | 'pulled';

const never = new AbortController().signal;

export const startNginx =
  (way: Way) =>
  async (setting: SubjectSetting): Promise<SubjectOrNot> => {
    const program = await requireProgram('nginx', setting.signal);
    if (program.kind === 'missing') return { kind: 'unsupported', failure: program.failure };
    const folder = makeTemporaryFolder('handover-nginx-');
    writeFileSync(configurationIn(folder.path), configuration(1, folder.path));
    const started = startForeign(setting, [program.path, '-c', configurationIn(folder.path)]);
    const pid = await masterIn(folder.path, null, setting.signal);
    if (pid === null || !(await isServing(pid, setting.signal))) {
      started.stop();
      const end = await started.ended;
      // Where it became a daemon meanwhile, its master says so only now.
      const late = pid ?? (end.exitCode === 0 ? await masterIn(folder.path, null, never) : null);
      signalProcess(late, 'SIGTERM');
      await endedAll(late === null ? [] : [late]);
      folder.dispose();
      return { kind: 'failed', failure: notListening('nginx', end) };
    }
    const masters = [pid];
    const processes = [started];
    const handOver = (): Promise<Failure | null> =>
      way === 'pulled'
        ? pullFrom(pid, setting, processes)
        : upgrade({ pid, folder: folder.path, masters, signal: setting.signal });
    return {
      kind: 'started',
      subject: subjectOfForeign({
        processes,
        handOver,
        askToEnd: () => {
          for (const one of processes) one.closeInput();
          for (const master of masters) signalProcess(master, setting.signal.aborted ? 'SIGTERM' : 'SIGQUIT');
        },
        isOver: () => endedAll(masters),
        cleanUp: folder.dispose,
      }),
    };
  };

/** They are daemons, and nobody's children: gone when the kernel knows them no more. */
async function endedAll(masters: readonly number[]): Promise<void> {
  const areGone = (): boolean => masters.every((master) => readText(`/proc/${String(master)}/stat`) === null);
  if (await becomesTrue(areGone, never)) return;
  for (const master of masters) signalProcess(master, 'SIGKILL');
}

async function isServing(pid: number, signal: AbortSignal): Promise<boolean> {
  return (await listensSoon(pid, peerPort, signal)) && (await hasWorker(pid, signal));
}

/** What the pid file says, once it says another than `before`. */
async function masterIn(folder: string, before: number | null, signal: AbortSignal): Promise<number | null> {
  const found = (): number | null => {
    const pid = readPid(join(folder, 'nginx.pid'));
    return pid === before ? null : pid;
  };
  await becomesTrue(() => found() !== null, signal);
  return found();
}

interface Upgrade {
  readonly pid: number;
  readonly folder: string;
  /** Gets the new one's id. */
  readonly masters: number[];
  readonly signal: AbortSignal;
}

async function upgrade({ pid, folder, masters, signal }: Upgrade): Promise<Failure | null> {
  writeFileSync(configurationIn(folder), configuration(2, folder));
  signalProcess(pid, 'SIGUSR2');
  const next = await masterIn(folder, pid, signal);
  if (next === null) return notListening('nginx (new master)', null);
  masters.push(next);
  if (!(await hasWorker(next, signal))) return notListening('nginx (new worker)', null);
  signalProcess(pid, 'SIGWINCH');
  signalProcess(pid, 'SIGQUIT');
  return null;
}

async function pullFrom(
  pid: number,
  setting: SubjectSetting,
  processes: AttendedHelper[],
): Promise<Failure | null> {
  const failure = await pullListenerFrom(pid, setting, processes);
  if (failure === null) signalProcess(pid, 'SIGQUIT');
  return failure;
}

/** The master listens before anybody accepts. */
async function hasWorker(master: number, signal: AbortSignal): Promise<boolean> {
  const path = `/proc/${String(master)}/task/${String(master)}/children`;
  return await becomesTrue(() => (readText(path) ?? '').trim() !== '', signal);
}

function readPid(path: string): number | null {
  const pid = Number.parseInt(readText(path) ?? '', 10);
  return Number.isInteger(pid) && pid > 0 ? pid : null;
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function configurationIn(folder: string): string {
  return join(folder, 'nginx.conf');
}

function configuration(generation: number, folder: string): string {
  // Its workers would be somebody else, who may not enter the folder.
  const user = process.getuid?.() === 0 ? ['user root;'] : [];
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return [
    ...user,
    // A master that is no daemon ignores USR2 as long as its parent lives.
    'daemon on;',
    `error_log ${join(folder, 'error.log')};`,
    'worker_processes 1;',
    `pid ${join(folder, 'nginx.pid')};`,
    'events { worker_connections 8000; }',
    'http {',
    '  access_log off;',
    ...kinds.map((kind) => `  ${kind}_temp_path ${join(folder, kind)};`),
    '  server {',
    `    listen 0.0.0.0:${String(peerPort)} backlog=4096;`,
    `    location / { default_type text/plain; return 200 "${String(generation)}\\n"; }`,
    '  }',
    '}',
    '',
  ].join('\n');
}
