// SPDX-License-Identifier: Apache-2.0
// How a helper ends that does not end by itself: at once by Ctrl-C, whatever it is busy with; after a while where it was told
// to end and does not.

import type { AttendedHelper, HelperEnd } from '../run/spawn-helper.ts';

/** Also one that is only starting: nobody waits for its first line then. Gives what leaves it alone again. */
export function stopOnAbort({ stop, ended }: AttendedHelper, signal: AbortSignal): () => void {
  const leave = (): void => {
    signal.removeEventListener('abort', stop);
  };
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  void ended.then(leave);
  return leave;
}

/** For one that did not start as it should: it may be anybody's, and end when it likes. */
export async function endSoon(helper: AttendedHelper, patienceMs = 3000): Promise<HelperEnd> {
  helper.closeInput();
  const timer = setTimeout(helper.stop, patienceMs);
  const end = await helper.ended;
  clearTimeout(timer);
  return end;
}
