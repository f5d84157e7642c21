// SPDX-License-Identifier: Apache-2.0
// A fifth of a CPU for one launch's donor: a cgroup that is made for it and is gone with it. Only the kernel can hold a
// process to a quota, and only in a cgroup of its own.

import type { Failure } from '../results/result.ts';
import type { CgroupFiles } from './cgroup-files.ts';
import { cgroupFiles, errorCode } from './cgroup-files.ts';
import { cgroupPlaces } from './cgroup-places.ts';

/** In each period the processes in it run for at most the quota, and then wait for the next period. */
export const throttlePeriodUs = 20_000;
export const throttleQuotaUs = 4_000;

export interface Throttle {
  readonly status: 'ok';
  /** The process, and what it starts from now on, is held to the quota. null, or why it is not. */
  readonly add: (pid: number) => Failure | null;
  /** Whether the quota was ever reached: null, or that it was not. Before close. */
  readonly wasThrottled: () => Failure | null;
  /** When its processes have ended; what still runs in it is let go, without a quota. null, or why it is still there. */
  readonly close: () => Failure | null;
}

export type OpenedThrottle = Throttle | { readonly status: 'unsupported'; readonly failure: Failure };

/** In this process: no two have one name. */
let opened = 0;

export function openThrottle(files: CgroupFiles = cgroupFiles): OpenedThrottle {
  const tried: Refusal[] = [];
  for (const { version, folders } of readPlaces(files)) {
    for (const parent of folders) {
      opened += 1;
      const folder = `${parent}/fd-handover-${String(process.pid)}-${String(opened)}`;
      const refusal = makeGroup({ version, parent, folder }, files);
      if (refusal === null) return throttleAt(folder, `${folders[0] ?? parent}/cgroup.procs`, files);
      tried.push(refusal);
    }
  }
  return { status: 'unsupported', failure: unsupported(tried) };
}

interface Refusal {
  readonly code: string;
  readonly text: string;
}

interface Group {
  readonly version: 1 | 2;
  readonly parent: string;
  readonly folder: string;
}

function readPlaces(files: CgroupFiles): ReturnType<typeof cgroupPlaces> {
  try {
    return cgroupPlaces(files.read('/proc/self/cgroup'), files.read('/proc/self/mountinfo'));
  } catch {
    return []; // no /proc, or a kernel without cgroups
  }
}

/** Whole, or not at all. */
function makeGroup(group: Group, files: CgroupFiles): Refusal | null {
  const { version, parent, folder } = group;
  let obstacle = 'hands no CPU quota down';
  let isMade = false;
  try {
    if (version === 2) checkUnified(parent, files);
    obstacle = 'no folder can be made';
    files.makeFolder(folder);
    isMade = true;
    obstacle = 'no quota can be set';
    setQuota(group, files);
    return null;
  } catch (error) {
    if (isMade)
      letGo(() => {
        files.removeFolder(folder);
      });
    const code = errorCode(error);
    return { code, text: `${parent}: ${obstacle} (${code})` };
  }
}

/** In v2 the parent hands its controllers down, and whoever moves a process needs to write there. The system's own
 * setting is left as it is. */
function checkUnified(parent: string, files: CgroupFiles): void {
  const handedDown = files.read(`${parent}/cgroup.subtree_control`).split(/\s+/);
  if (!handedDown.includes('cpu'))
    throw Object.assign(new Error('see cgroup.subtree_control'), { code: 'NO_CPU_CONTROLLER' });
  files.checkWritable(`${parent}/cgroup.procs`);
}

function setQuota({ version, folder }: Group, files: CgroupFiles): void {
  const [period, quota] = [String(throttlePeriodUs), String(throttleQuotaUs)];
  if (version === 2) {
    files.write(`${folder}/cpu.max`, `${quota} ${period}`);
    return;
  }
  files.write(`${folder}/cpu.cfs_period_us`, period);
  files.write(`${folder}/cpu.cfs_quota_us`, quota);
}

/** `wayOut`: cgroup.procs of this program's own cgroup. */
function throttleAt(folder: string, wayOut: string, files: CgroupFiles): Throttle {
  let isOpen = true;
  const close = (): Failure | null => {
    if (!isOpen) return null;
    try {
      for (const pid of files.read(`${folder}/cgroup.procs`).split('\n').filter(Boolean)) {
        letGo(() => {
          files.write(wayOut, pid);
        });
      }
      files.removeFolder(folder);
    } catch (error) {
      return failureAt('rmdir', `${folder} is still there (${errorCode(error)}): rmdir it`, error);
    }
    isOpen = false;
    process.off('exit', close);
    return null;
  };
  /** null: it was held back at least once. Read before the cgroup goes. */
  const wasThrottled = (): Failure | null => {
    const count = /^nr_throttled (\d+)$/m.exec(files.read(`${folder}/cpu.stat`))?.[1];
    if (count !== undefined && Number(count) > 0) return null;
    return {
      code: 'NOT_THROTTLED',
      operation: 'read(cpu.stat)',
      text: 'the donor never reached its quota in this launch, so its number is that of a donor without one; give it more work or more transfers',
    };
  };
  // Whoever ends the program in the middle of a launch: the folder would stay for ever.
  process.once('exit', close);
  return {
    status: 'ok',
    add: (pid) => {
      try {
        files.write(`${folder}/cgroup.procs`, String(pid));
        return null;
      } catch (error) {
        const text = `process ${String(pid)} could not be moved to ${folder} (${errorCode(error)}); ESRCH: it has ended already, look at its message`;
        return failureAt('write(cgroup.procs)', text, error);
      }
    },
    wasThrottled,
    close,
  };
}

/** Goes on whatever comes of it: a process may have ended meanwhile, and what is left over is said elsewhere. */
function letGo(act: () => void): void {
  try {
    act();
  } catch {
    return;
  }
}

function failureAt(operation: string, text: string, error: unknown): Failure {
  return { code: errorCode(error), operation, text };
}

function unsupported(tried: readonly Refusal[]): Failure {
  const reason =
    tried.length === 0
      ? 'no hierarchy with the cpu controller is mounted (/proc/self/mountinfo)'
      : tried.map(({ text }) => text).join('; ');
  return {
    code: tried[0]?.code ?? 'ENOENT',
    operation: 'mkdir',
    text: `a donor is throttled by a cgroup of its own, and none can be made here: ${reason}. Run as root, or in a delegated scope: systemd-run --user --scope -p Delegate=yes …`,
  };
}
