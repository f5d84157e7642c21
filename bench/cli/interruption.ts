// SPDX-License-Identifier: Apache-2.0
// Ctrl-C and SIGTERM: the first asks the run to end and keep what it has, the second ends at once.

import { exitCodes } from '../usage-error.ts';

export interface Interruption {
  /** Aborted by the first signal. */
  readonly signal: AbortSignal;
  /** 130 or 143 once interrupted, else null. */
  readonly exitCode: () => number | null;
  readonly dispose: () => void;
}

export interface InterruptionActions {
  readonly onFirst: () => void;
  readonly onSecond: (exitCode: number) => void;
}

export function watchInterruption({ onFirst, onSecond }: InterruptionActions): Interruption {
  const controller = new AbortController();
  let exitCode: number | null = null;
  const interrupt = (code: number) => (): void => {
    if (exitCode !== null) {
      onSecond(exitCode);
      return;
    }
    exitCode = code;
    onFirst();
    controller.abort();
  };
  const handlers = [
    ['SIGINT', interrupt(exitCodes.interrupted)],
    ['SIGTERM', interrupt(exitCodes.terminated)],
  ] as const;
  for (const [signal, handler] of handlers) process.on(signal, handler);
  return {
    signal: controller.signal,
    exitCode: () => exitCode,
    dispose: () => {
      for (const [signal, handler] of handlers) process.off(signal, handler);
    },
  };
}
