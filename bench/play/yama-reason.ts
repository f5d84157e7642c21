// SPDX-License-Identifier: Apache-2.0
// Yama's scope is the whole machine's: a row is played where it fits, and else the reader is told why it is not.

import { readFileSync } from 'node:fs';

/** kernel.yama.ptrace_scope; null where Yama is not built in. */
export function readYamaScope(): number | null {
  try {
    return Number(readFileSync('/proc/sys/kernel/yama/ptrace_scope', 'utf8'));
  } catch {
    return null;
  }
}

/** Why a row for this scope (null: for none) cannot be played here; null: it can. */
export function yamaReason(wanted: number | null, scope: number | null): string | null {
  if (wanted === null && (scope ?? 0) <= 1) return null;
  if (wanted === scope) return null;
  if (scope === null) return 'Yama is not built into this kernel';
  const here = `kernel.yama.ptrace_scope is ${String(scope)} here`;
  return wanted === null ? `${here}, which refuses before anything else is looked at` : here;
}
