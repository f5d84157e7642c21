// SPDX-License-Identifier: Apache-2.0
// From how many pairs on capacity does not rise any more: the plateau. "Does not rise" is a claim of its own and needs
// evidence: more pairs must be shown to give less than a tolerance more. That no rise is shown is not enough.

import type { Doubt } from '../results/doubt.ts';
import type { LaunchSummary, PlannedCell, RatioEstimate, Result, Row } from '../results/result.ts';
import { defaultTolerance } from '../results/tolerances.ts';
import type { Groups } from './blocks-of-arm.ts';
import { groupLaunches, launchesAt } from './blocks-of-arm.ts';
import { estimateRatio } from './estimate.ts';
import { saturationText, saturationWords } from './saturation-text.ts';

/** `reached`: from `pairs` on, no greater number of pairs gives a tolerance more. `rises`: the most pairs that were
 * measured give more than the number before. `open`: neither is shown. `weakened`: a doubt forbids to say. `unsound`: the
 * oracle failed, and nothing was moved that counts. */
export interface Saturation {
  readonly scenario: string;
  readonly placement: Row['placement'];
  readonly arm: string;
  readonly status: 'reached' | 'rises' | 'open' | 'weakened' | 'no-interval' | 'unsound';
  /** Of the plateau; null where it was not reached. */
  readonly pairs: number | null;
  readonly text: string;
  /** The text without arm and placement. */
  readonly words: string;
}

/** One for each arm but the floors that was measured with two numbers of pairs or more; [] for other cells. */
export function findSaturations(
  { rows, launches, doubts }: Pick<Result, 'rows' | 'launches' | 'doubts'>,
  cell: PlannedCell,
): Saturation[] {
  const groups = groupLaunches(launches.filter((launch) => isOf(launch, cell)));
  return cell.arms
    .filter((arm) => !arm.isFloor)
    .flatMap((arm) => {
      const own = rows
        .filter((row) => isOf(row, cell) && row.arm === arm.id && row.capacity !== undefined)
        .sort((a, b) => (a.point ?? 0) - (b.point ?? 0));
      if (own.length < 2) return [];
      const verdict = judge(own, groups, defaultTolerance(cell.placement, 'p50'));
      const weakening = doubtsOf(verdict.rests, doubts);
      const isUnsound = verdict.rests.some(({ oracle }) => oracle === 'fail');
      const isWeakened = weakening.length > 0 && verdict.status !== 'no-interval';
      const status = isUnsound ? 'unsound' : isWeakened ? 'weakened' : verdict.status;
      const place = { scenario: cell.scenario, placement: cell.placement, arm: arm.id };
      const pairs = status === 'reached' ? (verdict.rests[0]?.point ?? null) : null;
      const judged = { ...place, ...verdict, status, weakening };
      return [{ ...place, status, pairs, text: saturationText(judged), words: saturationWords(judged) }];
    });
}

export interface Verdict {
  readonly status: Saturation['status'];
  /** The rows that it rests on, fewest pairs first: the plateau, or the last two. */
  readonly rests: readonly Row[];
  /** Capacity with the most pairs, divided by that of the number before. */
  readonly lastStep: RatioEstimate | null;
  readonly tolerance: number;
}

/** Goes down from the most pairs and stops at the first number that is not shown to be on the plateau: a fixed order of
 * tests, so that the first wrong step is as improbable as that of one test. */
function judge(own: readonly Row[], groups: Groups, tolerance: number): Verdict {
  const steps = own.slice(0, -1).map((row, i) => own.slice(i + 1).map((more) => ratioOf(groups, more, row)));
  const lastStep = steps.at(-1)?.[0] ?? null;
  const firstRising = steps.findLastIndex(
    (ratios) => !ratios.every((ratio) => isBelow(ratio, 1 + tolerance)),
  );
  const rests = own.slice(Math.min(firstRising + 1, own.length - 2));
  if (lastStep?.interval == null) return { status: 'no-interval', rests, lastStep, tolerance };
  if (firstRising < steps.length - 1) return { status: 'reached', rests, lastStep, tolerance };
  return { status: isAbove(lastStep, 1) ? 'rises' : 'open', rests, lastStep, tolerance };
}

/** Capacity of the one over that of the other, in the same block. */
function ratioOf(groups: Groups, over: Row, under: Row): RatioEstimate | null {
  const compared = new Map(
    launchesAt(groups, under).map((launch) => [launch.block, capacityOf(launch)] as const),
  );
  return estimateRatio(
    launchesAt(groups, over).flatMap((launch) => {
      const ratio = capacityOf(launch) / (compared.get(launch.block) ?? 0);
      return ratio > 0 && Number.isFinite(ratio) ? [{ logRatio: Math.log(ratio) }] : [];
    }),
  );
}

function capacityOf({ capacity }: LaunchSummary): number {
  return capacity?.descriptorsPerSecond ?? 0;
}

/** Both intervals must say so: where they disagree, nothing is claimed. */
function isBelow(ratio: RatioEstimate | null, limit: number): boolean {
  const [one, other] = [ratio?.interval ?? null, ratio?.signInterval ?? null];
  return one !== null && other !== null && one.hi < limit && other.hi < limit;
}

function isAbove(ratio: RatioEstimate, limit: number): boolean {
  const { interval: one, signInterval: other } = ratio;
  return one !== null && other !== null && one.lo > limit && other.lo > limit;
}

function doubtsOf(rows: readonly Row[], doubts: readonly Doubt[]): Doubt[] {
  return doubts.filter(
    (doubt) =>
      doubt.weight === 'weakens' &&
      rows.some((row) => isOf(doubt, row) && row.arm === doubt.arm && row.point === doubt.point),
  );
}

type Place = Pick<PlannedCell, 'scenario' | 'placement'>;

function isOf(one: Place, other: Place): boolean {
  return one.scenario === other.scenario && one.placement === other.placement;
}
