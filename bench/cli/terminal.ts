// SPDX-License-Identifier: Apache-2.0
// Where words go. main.ts makes it; everything else is given it, and never prints by itself.

export interface Terminal {
  /** Answers: standard output. */
  readonly out: (text: string) => void;
  /** Progress, warnings, errors: standard error. */
  readonly err: (text: string) => void;
  /** Standard error, for a progress line that is drawn over; null when nobody watches it. */
  readonly screen: NodeJS.WriteStream | null;
}
