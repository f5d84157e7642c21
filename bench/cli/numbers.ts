// SPDX-License-Identifier: Apache-2.0
// Numbers of the command line: in range, or refused with the range.

import { UsageError } from '../usage-error.ts';

/** A parser for commander. */
export function wholeNumber(flag: string, min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    throw new UsageError(`${flag}: "${text}" is not a whole number from ${String(min)} to ${String(max)}`);
  };
}

/** "60s", "2m", "1h" as seconds. The unit must be said: a bare 60 could be minutes as well. */
export function duration(flag: string): (text: string) => number {
  return (text) => {
    const [, digits, unit = ''] = /^(\d{1,6}(?:\.\d{1,3})?)(s|m|h)$/.exec(text) ?? [];
    const seconds = Number(digits ?? Number.NaN) * (secondsPer[unit] ?? Number.NaN);
    if (seconds > 0 && seconds <= longestSeconds) return seconds;
    throw new UsageError(`${flag}: "${text}" is not a time such as 60s, 5m or 1h, up to 24h`);
  };
}

const secondsPer: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };
const longestSeconds = 24 * 3600;

/** "5%" or "0.05" as 0.05. */
export function share(flag: string, { min, max }: { min: number; max: number }): (text: string) => number {
  return (text) => {
    const [, digits, percent] = /^(\d{1,4}(?:\.\d{1,6})?)\s*(%?)$/.exec(text) ?? [];
    const value = Number(digits ?? Number.NaN) / (percent === '%' ? 100 : 1);
    if (value >= min && value <= max) return value;
    const range = `from ${String(min * 100)}% to ${String(max * 100)}%`;
    throw new UsageError(`${flag}: "${text}" is not a share ${range}; write 5% or 0.05`);
  };
}
