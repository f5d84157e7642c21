// SPDX-License-Identifier: Apache-2.0
// A process of somebody else's program: started in the handover's place, waited for until it listens.

import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Failure } from '../../results/result.ts';
import type { AttendedHelper, HelperEnd } from '../../run/spawn-helper.ts';
import { startInPlace } from '../start-in-place.ts';
import type { SubjectSetting } from '../subject.ts';

/** The port of every peer: in a namespace of our own it is free. */
export const peerPort = 10_000;

export function startForeign(setting: SubjectSetting, program: readonly string[]): AttendedHelper {
  return startInPlace(setting, program, { descriptors: [], holdsInput: true });
}

/** Looked up in the tables of the process's own network (proc(5), /proc/PID/net/tcp): asking costs it nothing, a connection
 * would be one more client. False: the time is over. */
export async function listensSoon(pid: number, port: number, signal: AbortSignal): Promise<boolean> {
  return await becomesTrue(() => listeningPorts(pid).includes(port), signal);
}

/** Asks every few ms, for as long as a program may take to start. */
export async function becomesTrue(question: () => boolean, signal: AbortSignal): Promise<boolean> {
  const until = performance.now() + 5000;
  while (!signal.aborted && performance.now() < until) {
    if (question()) return true;
    await sleep(2, undefined, { signal }).catch(() => undefined);
  }
  return question();
}

const listenState = '0A';

function listeningPorts(pid: number): number[] {
  try {
    const lines = readFileSync(`/proc/${String(pid)}/net/tcp`, 'utf8')
      .split('\n')
      .slice(1);
    return lines.flatMap((line) => {
      const [, local = '', , state] = line.trim().split(/\s+/);
      return state === listenState ? [Number.parseInt(local.slice(local.indexOf(':') + 1), 16)] : [];
    });
  } catch {
    return [];
  }
}

export function notListening(name: string, end: HelperEnd | null): Failure {
  const said = end === null ? '' : (end.startError ?? end.errors.trim().slice(0, 500));
  return {
    code: 'PEER',
    operation: name,
    text: `${name} did not listen in time${said === '' ? '' : `: ${said}`}`,
  };
}
