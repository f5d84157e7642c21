// SPDX-License-Identifier: Apache-2.0
// Numbers of the command line: whole, in range, or refused with the range.

import { UsageError } from '../usage-error.ts';

/** A parser for commander. */
export function wholeNumber(flag: string, min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    throw new UsageError(`${flag}: "${text}" is not a whole number from ${String(min)} to ${String(max)}`);
  };
}
