// SPDX-License-Identifier: Apache-2.0
// Something the user asked for that cannot be done: a sentence and an exit code, no stack trace.

export const exitCodes = {
  /** Done, or PASS. */
  done: 0,
  regression: 1,
  usage: 2,
  inconclusive: 3,
  invalid: 4,
  interrupted: 130,
  terminated: 143,
} as const;

export class ExpectedError extends Error {
  override readonly name: string = 'ExpectedError';
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Wrong usage: nothing was started. */
export class UsageError extends ExpectedError {
  override readonly name = 'UsageError';

  constructor(message: string) {
    super(message, exitCodes.usage);
  }
}
