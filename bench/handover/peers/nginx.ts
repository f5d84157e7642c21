// SPDX-License-Identifier: Apache-2.0
// nginx, replaced as its manual has it ("Upgrading Executable on the Fly"): USR2 starts a new master, which inherits the
// listeners, WINCH ends the old workers, QUIT the old master.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from '../../temporary-folder.ts';
import type { Failure } from '../../results/result.ts';
import type { AttendedHelper } from '../../run/spawn-helper.ts';
import type { SubjectOrNot, SubjectSetting } from '../subject.ts';
import { becomesTrue, listensSoon, notListening, peerPort, startForeign } from './foreign-process.ts';
import type { Daemon } from './daemon.ts';
import { holdDaemon } from './daemon.ts';
import { subjectOfForeign } from './foreign-subject.ts';
import { pullListenerFrom } from './pulled.ts';
import { requireProgram } from './system-program.ts';

type Way = 'untouched' | 'upgrade' | 'pulled';

const never = new AbortController().signal;

export const startNginx =
  (way: Way) =>
  async (setting: SubjectSetting): Promise<SubjectOrNot> => {
    const program = await requireProgram('nginx', setting.signal);
    if (program.kind === 'missing') return { kind: 'unsupported', failure: program.failure };
    const folder = makeTemporaryFolder('handover-nginx-');
    writeFileSync(configurationIn(folder.path), configuration(1, folder.path));
    const started = startForeign(setting, [program.path, '-c', configurationIn(folder.path)]);
    const master = await masterIn(folder.path, null, setting.signal);
    if (master === null || !(await isServing(master, setting.signal))) {
      started.stop();
      const end = await started.ended;
      // Where it became a daemon meanwhile, its master says so only now.
      const late = master ?? (end.exitCode === 0 ? await masterIn(folder.path, null, never) : null);
      late?.signal('SIGTERM');
      await endedAll(late === null ? [] : [late]);
      folder.dispose();
      return { kind: 'failed', failure: notListening('nginx', end) };
    }
    const masters = [master];
    const processes = [started];
    const handOver = (): Promise<Failure | null> =>
      way === 'untouched'
        ? Promise.resolve(null)
        : way === 'pulled'
          ? pullFrom(master, setting, processes)
          : upgrade({ master, folder: folder.path, masters, signal: setting.signal });
    return {
      kind: 'started',
      subject: subjectOfForeign({
        processes,
        handOver,
        askToEnd: () => {
          for (const one of processes) one.closeInput();
          for (const one of masters) one.signal(setting.signal.aborted ? 'SIGTERM' : 'SIGQUIT');
        },
        isOver: () => endedAll(masters),
        cleanUp: folder.dispose,
      }),
    };
  };

/** They are nobody's children: gone when the kernel knows them no more. */
async function endedAll(masters: readonly Daemon[]): Promise<void> {
  if (!(await becomesTrue(() => masters.every(({ isGone }) => isGone()), never)))
    for (const { signal } of masters) signal('SIGKILL');
  for (const { letGo } of masters) letGo();
}

async function isServing(master: Daemon, signal: AbortSignal): Promise<boolean> {
  return (await listensSoon(master.pid, peerPort, signal)) && (await hasWorker(master, signal));
}

/** What the pid file says, once it says another than `before`. */
async function masterIn(folder: string, before: Daemon | null, signal: AbortSignal): Promise<Daemon | null> {
  const found = (): number | null => {
    const pid = readPid(join(folder, 'nginx.pid'));
    return pid === (before?.pid ?? null) ? null : pid;
  };
  await becomesTrue(() => found() !== null, signal);
  const pid = found();
  return pid === null ? null : holdDaemon(pid);
}

interface Upgrade {
  readonly master: Daemon;
  readonly folder: string;
  /** Gets the new one. */
  readonly masters: Daemon[];
  readonly signal: AbortSignal;
}

async function upgrade({ master, folder, masters, signal }: Upgrade): Promise<Failure | null> {
  writeFileSync(configurationIn(folder), configuration(2, folder));
  master.signal('SIGUSR2');
  const next = await masterIn(folder, master, signal);
  if (next === null) return notListening('nginx (new master)', null);
  masters.push(next);
  if (!(await hasWorker(next, signal))) return notListening('nginx (new worker)', null);
  master.signal('SIGWINCH');
  master.signal('SIGQUIT');
  return null;
}

async function pullFrom(
  master: Daemon,
  setting: SubjectSetting,
  processes: AttendedHelper[],
): Promise<Failure | null> {
  const failure = await pullListenerFrom(master.pid, setting, processes);
  if (failure === null) master.signal('SIGQUIT');
  return failure;
}

/** The master listens before anybody accepts. */
async function hasWorker({ pid }: Daemon, signal: AbortSignal): Promise<boolean> {
  const path = `/proc/${String(pid)}/task/${String(pid)}/children`;
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
