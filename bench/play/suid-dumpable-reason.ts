// SPDX-License-Identifier: Apache-2.0
// Whoever changes its user is no longer dumpable, unless the machine says otherwise: then rows about that are not played.

import { readFileSync } from 'node:fs';

/** fs.suid_dumpable (proc_sys_fs(5)); null where it cannot be read. */
export function readSuidDumpable(): number | null {
  try {
    return Number(readFileSync('/proc/sys/fs/suid_dumpable', 'utf8'));
  } catch {
    return null;
  }
}

/** Why a row cannot be played here; null: it can. At 2 it is dumpable for the kernel alone, which is not enough for a pull. */
export function suidDumpableReason(losesDumpable: boolean, suidDumpable: number | null): string | null {
  if (!losesDumpable || suidDumpable !== 1) return null;
  return 'fs.suid_dumpable is 1 here: whoever changes its user stays dumpable';
}
