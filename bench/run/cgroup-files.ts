// SPDX-License-Identifier: Apache-2.0
// The file system of cgroups, so that a test can make one up. Everything throws as node:fs does.

import { constants, accessSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';

export interface CgroupFiles {
  readonly read: (path: string) => string;
  readonly write: (path: string, text: string) => void;
  /** Throws where this process may not write. */
  readonly checkWritable: (path: string) => void;
  readonly makeFolder: (path: string) => void;
  /** EBUSY while a process is in it. */
  readonly removeFolder: (path: string) => void;
}

export const cgroupFiles: CgroupFiles = {
  read: (path) => readFileSync(path, 'utf8'),
  write: (path, text) => {
    writeFileSync(path, text, { flag: 'r+' }); // its files are there from the start, and none is made
  },
  checkWritable: (path) => {
    accessSync(path, constants.W_OK);
  },
  makeFolder: (path) => {
    mkdirSync(path, { mode: 0o755 });
  },
  removeFolder: (path) => {
    rmdirSync(path);
  },
};

/** "EACCES", …: what went wrong, as a word. */
export function errorCode(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}
