// SPDX-License-Identifier: Apache-2.0
// A file system of cgroups in memory: folders come with their files, a process is in one of them, and a folder with a
// process in it cannot be removed.

import type { CgroupFiles } from '../cgroup-files.ts';

export interface FakeCgroups extends CgroupFiles {
  /** Paths of all files, and what is in them. */
  readonly texts: Map<string, string>;
  /** Which process is where. */
  readonly processes: Map<string, string>;
  readonly folders: Set<string>;
}

export interface FakeMachine {
  readonly selfCgroup: string;
  readonly mountinfo: string;
  /** The folders that are there. */
  readonly folders: readonly string[];
  /** cgroup.subtree_control, of those in v2. */
  readonly subtreeControl?: Readonly<Record<string, string>>;
  /** What is refused: "mkdir PATH", "write PATH", "access PATH", with its error. PATH may be the beginning of one. */
  readonly refused?: Readonly<Record<string, string>>;
}

/** What the kernel puts into a new folder. */
const controlFiles = ['cpu.max', 'cpu.cfs_period_us', 'cpu.cfs_quota_us'];

export function fakeCgroups(machine: FakeMachine): FakeCgroups {
  const texts = new Map([
    ['/proc/self/cgroup', machine.selfCgroup],
    ['/proc/self/mountinfo', machine.mountinfo],
  ]);
  for (const [folder, text] of Object.entries(machine.subtreeControl ?? {}))
    texts.set(`${folder}/cgroup.subtree_control`, text);
  const folders = new Set(machine.folders);
  const processes = new Map<string, string>();
  const refuse = (act: string): void => {
    const found = Object.entries(machine.refused ?? {}).find(([beginning]) => act.startsWith(beginning));
    if (found !== undefined) throw problem(found[1], act);
  };
  return {
    texts,
    processes,
    folders,
    read: (path) => {
      const { folder, name } = split(path);
      if (name === 'cgroup.procs' && folders.has(folder)) return processesIn(processes, folder);
      return texts.get(path) ?? raise('ENOENT', path);
    },
    write: (path, text) => {
      refuse(`write ${path}`);
      const { folder, name } = split(path);
      if (!folders.has(folder)) raise('ENOENT', path);
      if (name === 'cgroup.procs') processes.set(text, folder);
      else if (texts.has(path)) texts.set(path, text);
      else raise('EACCES', path);
    },
    checkWritable: (path) => {
      refuse(`access ${path}`);
    },
    makeFolder: (path) => {
      refuse(`mkdir ${path}`);
      if (folders.has(path)) raise('EEXIST', path);
      folders.add(path);
      for (const name of controlFiles) texts.set(`${path}/${name}`, '');
    },
    removeFolder: (path) => {
      if (processesIn(processes, path) !== '') raise('EBUSY', path);
      if (!folders.delete(path)) raise('ENOENT', path);
      for (const name of controlFiles) texts.delete(`${path}/${name}`);
    },
  };
}

function split(path: string): { folder: string; name: string } {
  const slash = path.lastIndexOf('/');
  return { folder: path.slice(0, slash), name: path.slice(slash + 1) };
}

function processesIn(processes: ReadonlyMap<string, string>, wanted: string): string {
  return [...processes]
    .filter(([, folder]) => folder === wanted)
    .map(([pid]) => `${pid}\n`)
    .join('');
}

function problem(code: string, act: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: ${act}`), { code });
}

function raise(code: string, act: string): never {
  throw problem(code, act);
}
