// SPDX-License-Identifier: Apache-2.0
// What a process holds, as /proc tells it from outside.

import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessFacts {
  /** Resident and private: the sample log is shared, and as large as it will ever be. */
  readonly rss_bytes: number;
  readonly descriptors: number;
  /** In the queue of its channel, not yet received (proc(5), scm_fds of fdinfo); NaN where the kernel does not tell. */
  readonly in_flight: number;
}

export const factNames = ['rss_bytes', 'descriptors', 'in_flight'] as const;

/** undefined once it has ended. */
export function factsOf(pid: number, channelFd: number): ProcessFacts | undefined {
  const folder = `/proc/${String(pid)}`;
  try {
    const rss = /^RssAnon:\s+(\d+) kB/m.exec(readFileSync(`${folder}/status`, 'utf8'))?.[1];
    const queued = /^scm_fds:\s+(\d+)/m.exec(
      readFileSync(`${folder}/fdinfo/${String(channelFd)}`, 'utf8'),
    )?.[1];
    if (rss === undefined) return undefined;
    const descriptors = readdirSync(`${folder}/fd`).length;
    return { rss_bytes: Number(rss) * 1024, descriptors, in_flight: Number(queued ?? Number.NaN) };
  } catch {
    return undefined;
  }
}

/** Open files of all processes (proc(5), /proc/sys/fs/file-nr); null where it is not told. */
export function systemDescriptors(): number | null {
  try {
    return Number(readFileSync('/proc/sys/fs/file-nr', 'utf8').split('\t')[0]);
  } catch {
    return null;
  }
}
