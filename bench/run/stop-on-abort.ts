// SPDX-License-Identifier: Apache-2.0
// Ctrl-C ends a helper at once, whatever it is busy with.

import type { RunningHelper } from './spawn-helper.ts';

/** Also one that is only starting: nobody waits for its first line then. Gives what leaves it alone again. */
export function stopOnAbort(
  { stop, ended }: Pick<RunningHelper, 'stop' | 'ended'>,
  signal: AbortSignal,
): () => void {
  const leave = (): void => {
    signal.removeEventListener('abort', stop);
  };
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  void ended.then(leave);
  return leave;
}
