// SPDX-License-Identifier: Apache-2.0
// A daemon is nobody's child: known by the number that its file says, held by a pidfd from then on. A number alone may be
// somebody else's by the time it is signalled.

import { close, pidfdOpen, pidfdSendSignal } from '../../native.ts';

export interface Daemon {
  readonly pid: number;
  /** It may have ended already. */
  readonly signal: (signal: NodeJS.Signals) => void;
  readonly isGone: () => boolean;
  readonly letGo: () => void;
}

/** null: there is no such process any more. */
export function holdDaemon(pid: number): Daemon | null {
  const pidfd = unlessGone(() => pidfdOpen(pid));
  if (pidfd === null) return null;
  let isHeld = true;
  /** False: there is nobody to send it to. */
  const send = (signal: NodeJS.Signals | number): boolean =>
    isHeld &&
    unlessGone(() => {
      pidfdSendSignal(pidfd, signal);
      return true;
    }) === true;
  return {
    pid,
    signal: (signal) => void send(signal),
    isGone: () => !send(0),
    letGo: () => {
      if (isHeld) close(pidfd);
      isHeld = false;
    },
  };
}

function unlessGone<T>(call: () => T): T | null {
  try {
    return call();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return null;
    throw error;
  }
}
