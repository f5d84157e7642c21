// SPDX-License-Identifier: Apache-2.0
// The end of capacity in words: from how many pairs on it does not rise, and what the CPUs say about why.

import { pointsInList } from '../results/axis-words.ts';
import type { Doubt } from '../results/doubt.ts';
import { groupedRound } from '../results/grouped-digits.ts';
import type { CapacityRow, Estimate, RatioEstimate } from '../results/result.ts';
import type { Saturation, Verdict } from './saturation.ts';

/** Of the CPUs that the roles could use: from here on they count as busy. */
const busyShare = 0.95;

interface Judged extends Omit<Verdict, 'status'>, Pick<Saturation, 'arm' | 'placement' | 'status'> {
  readonly weakening: readonly Doubt[];
}

/** "scm_rights, cross-cpu: capacity does not rise any more from 2 pairs on (…), at 801,000 descriptors/s […]; the CPUs
 * are busy (98 % [97, 99])" */
export function saturationText(judged: Judged): string {
  return `${judged.arm}, ${judged.placement}: ${saturationWords(judged)}`;
}

/** The same without arm and placement. */
export function saturationWords(judged: Judged): string {
  const { status, rests, lastStep, tolerance, weakening } = judged;
  const [first, last] = [rests[0], rests.at(-1)];
  if (first?.capacity === undefined || last?.capacity === undefined) return 'no capacity was measured';
  const most = pointsInList('pairs', [last.point ?? 0]);
  const step = `${changeOf(lastStep)} more than ${pointsInList('pairs', [rests.at(-2)?.point ?? 0])}`;
  switch (status) {
    case 'reached':
      return `capacity does not rise any more from ${pointsInList('pairs', [first.point ?? 0])} on (up to ${most}, more pairs give less than ${String(Math.round(tolerance * 100))} % more), at ${rateOf(first.capacity)}; ${whyOf(first.capacity)}`;
    case 'rises':
      return `capacity still rises at the most pairs that were measured: ${most} give ${step}, ${rateOf(last.capacity)}; ${whyOf(last.capacity)}`;
    case 'open':
      return `not settled from where on capacity does not rise any more: ${most} give ${step}`;
    case 'weakened':
      return `nothing is claimed about where capacity ends, because a doubt weakens the numbers (${doubtsOf(weakening)})`;
    case 'unsound':
      return 'nothing is claimed about where capacity ends, because the oracle failed';
    case 'no-interval':
      return 'too few blocks for an interval, so nothing is claimed about where capacity ends';
  }
}

/** What the CPUs did where capacity ends; told with its interval or not at all. */
function whyOf({ cpuShare, switches }: CapacityRow): string {
  const share = withInterval(cpuShare, (value) => String(Math.round(value * 100)), ' %');
  const { interval } = cpuShare;
  if (share === null || interval === null) return 'why is not told: too few blocks for an interval';
  if (interval.lo >= busyShare) return `the CPUs are busy (${share})`;
  if (interval.hi >= busyShare) return `whether the CPUs are busy is not settled (${share})`;
  const perDescriptor = withInterval(switches, (value) => value.toPrecision(3), '');
  return `waiting: the CPUs are busy for ${share} of the time, with ${perDescriptor ?? 'an unknown number of'} context switches a descriptor`;
}

function rateOf({ descriptorsPerSecond }: CapacityRow): string {
  const rate = withInterval(descriptorsPerSecond, groupedRound, ' descriptors/s');
  return rate ?? `${groupedRound(descriptorsPerSecond.value)} descriptors/s`;
}

/** "12 % [5, 19]" */
function changeOf(ratio: RatioEstimate | null): string {
  const change = ratio && withInterval(ratio, (value) => signless((value - 1) * 100), ' %');
  return change ?? 'nobody knows how much';
}

/** Never "-0.0". */
function signless(percent: number): string {
  const rounded = Math.round(percent * 10) / 10;
  return (rounded === 0 ? 0 : rounded).toFixed(1);
}

function doubtsOf(doubts: readonly Doubt[]): string {
  const ids = [...new Set(doubts.map(({ id }) => id))];
  const points = [...new Set(doubts.flatMap(({ point }) => point ?? []))].sort((a, b) => a - b);
  return `${ids.join(', ')} at ${pointsInList('pairs', points)}`;
}

/** null without an interval. */
function withInterval(
  { value, interval }: Pick<Estimate, 'value' | 'interval'>,
  digits: (value: number) => string,
  unit: string,
): string | null {
  return interval && `${digits(value)}${unit} [${digits(interval.lo)}, ${digits(interval.hi)}]`;
}
