// SPDX-License-Identifier: Apache-2.0
// What a ratio allows to be said: the one rule behind every sentence and every filled or hollow mark. Neither oracle may
// have failed, both of its intervals must leave 1 out, no doubt may weaken it, and it must hold among all the comparisons
// that were made.

import type { ConfidenceInterval, RatioEstimate, Result, Row } from '../bench/results/result.ts';
import { weakeningDoubts } from './row-doubts.ts';

export type Comparison =
  /** Below 1, by all that is asked for. */
  | 'less'
  /** Above 1. */
  | 'more'
  /** The interval includes 1. */
  | 'none-shown'
  /** The interval of the signed-rank test leaves 1 out and that of the sign test does not, or the other way round. */
  | 'intervals-disagree'
  /** One such ratio among as many comparisons may well be chance. */
  | 'among-many'
  /** A doubt weakens the number: nothing may rest on it. */
  | 'weakened'
  /** There is no usable interval. */
  | 'no-interval'
  /** An oracle failed: what was timed was not a transfer, and no number of it counts. */
  | 'unsound';

/** What the rule looks at beside the row. */
export type ComparedResult = Pick<Result, 'rows' | 'doubts'>;

/** What the adjusted p of a difference may be at most: Holm's over the declared comparisons, and the share of false
 * findings (Benjamini–Hochberg) that is borne among the exploratory ones. */
export const mostAdjustedP = { declared: 0.01, exploratory: 0.05 };

/** Judges a row's ratio to its reference. */
export function compareRow(result: ComparedResult, row: Row): Comparison {
  if (unsoundArm(result, row) !== null) return 'unsound';
  if (row.ratioToReference === null) return 'no-interval';
  const seen = compareDoubted(result, row, row.ratioToReference);
  const most = row.declared ? mostAdjustedP.declared : mostAdjustedP.exploratory;
  const isAmongMany = (seen === 'less' || seen === 'more') && !((row.adjustedP ?? 1) <= most);
  return isAmongMany ? 'among-many' : seen;
}

/** Judges a row's ratio of CPU times, which has no p of its own. */
export function compareCpuOfRow(result: ComparedResult, row: Row): Comparison {
  if (unsoundArm(result, row) !== null) return 'unsound';
  const ratio = row.cpuRatioToReference;
  return ratio === null ? 'no-interval' : compareDoubted(result, row, ratio);
}

/** The arm of a comparison whose oracle failed: the row's, or its reference's at the same point. */
export function unsoundArm({ rows }: Pick<Result, 'rows'>, row: Row): string | null {
  if (row.oracle === 'fail') return row.arm;
  const failed = rows.find((other) => other.oracle === 'fail' && isReferenceOf(other, row));
  return failed?.arm ?? null;
}

function isReferenceOf(other: Row, { scenario, placement, point, reference }: Row): boolean {
  return (
    other.arm === reference &&
    other.scenario === scenario &&
    other.placement === placement &&
    other.point === point
  );
}

function compareDoubted(result: ComparedResult, row: Row, ratio: RatioEstimate): Comparison {
  const seen = compareWithOne(ratio);
  return seen !== 'no-interval' && weakeningDoubts(result, row).length > 0 ? 'weakened' : seen;
}

/** Judges a ratio by its two intervals alone; the point estimate never decides. */
export function compareWithOne({ interval, signInterval }: RatioEstimate): Comparison {
  const [one, other] = [sideOf(interval), sideOf(signInterval)];
  if (one === 'no-interval' || other === 'no-interval') return 'no-interval';
  return one === other ? one : 'intervals-disagree';
}

function sideOf(interval: ConfidenceInterval | null): 'less' | 'more' | 'none-shown' | 'no-interval' {
  if (interval === null || !(interval.lo <= interval.hi) || !(interval.lo > 0)) return 'no-interval';
  if (interval.hi < 1) return 'less';
  return interval.lo > 1 ? 'more' : 'none-shown';
}
