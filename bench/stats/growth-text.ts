// SPDX-License-Identifier: Apache-2.0
// A growth in words, for the table and the report.

import type { Scenario } from '../../scenarios/scenario.ts';
import { axisWords } from '../results/axis-words.ts';
import { groupedCount } from '../results/grouped-digits.ts';
import { measureOf } from '../results/measure-words.ts';
import type { Growth } from '../results/result.ts';

/** "pidfd_getfd, cross-cpu: wall time grows as batch^0.98 [0.97, 0.99] from 64 to 10,000" */
export function growthText(growth: Omit<Growth, 'text'>, scenario: Scenario): string {
  const { arm, placement } = growth;
  return `${arm}, ${placement}: ${growthWords(growth, scenario)}`;
}

/** The same without arm and placement. */
export function growthWords(growth: Omit<Growth, 'text'>, scenario: Scenario | undefined): string {
  const { measure, from, to } = growth;
  const time = measure === 'cpu' ? 'CPU time of both' : measureOf(scenario).time;
  return `${time} ${sentence(growth)} from ${groupedCount(from)} to ${groupedCount(to)}`;
}

function sentence({ parameter, exponent }: Omit<Growth, 'text'>): string {
  const { base } = axisWords[parameter];
  const { value, interval } = exponent;
  if (interval === null) {
    return `seems to change as ${base}^${formatExponent(value)} (too few blocks for an interval)`;
  }
  const digits = digitsFor(interval);
  const [own, lo, hi] = [value, interval.lo, interval.hi].map((one) => formatExponent(one, digits));
  const range = `${own ?? ''} [${lo ?? ''}, ${hi ?? ''}]`;
  const other = exponent.signInterval;
  if (interval.lo > 0 && (other?.lo ?? 0) > 0) return `grows as ${base}^${range}`;
  if (interval.hi < 0 && (other?.hi ?? 0) < 0) return `falls as ${base}^${range}`;
  return `is not shown to change with the ${base}, exponent ${range},`;
}

/** Two digits, or three where two would make both ends of the interval look the same. */
export function digitsFor(interval: Growth['exponent']['interval']): number {
  return interval !== null && interval.hi - interval.lo < 0.015 ? 3 : 2;
}

/** Never "-0.00". */
export function formatExponent(exponent: number, digits = 2): string {
  const unit = 10 ** digits;
  const rounded = Math.round(exponent * unit) / unit;
  return (rounded === 0 ? 0 : rounded).toFixed(digits);
}
