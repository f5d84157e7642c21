// SPDX-License-Identifier: Apache-2.0
// Signals by id what we have started.

/** It may have ended already; null: it was never there. */
export function signalProcess(pid: number | null, signal: NodeJS.Signals): void {
  if (pid === null) return;
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
