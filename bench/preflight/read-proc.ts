// SPDX-License-Identifier: Apache-2.0
// Small files of /proc and /sys: their text, or null when this machine does not say.

import { readFileSync } from 'node:fs';

export function readProc(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
}

/** A field of /proc/self/status. */
export function statusField(name: string): string | null {
  return new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(readProc('/proc/self/status') ?? '')?.[1] ?? null;
}
