// SPDX-License-Identifier: Apache-2.0
// What may be said of a ratio in one run, and of the ratios of several: only whether their intervals overlap. Blocks
// pair arms within a run; nothing pairs two runs, so no ratio and no test between them is made.

import type { ConfidenceInterval, RatioEstimate, Row } from '../../bench/results/result.ts';
import { compareRow } from '../comparison.ts';
import type { Comparison } from '../comparison.ts';
import type { ComparedRun, RowKey } from './compared-run.ts';
import { lettersOf, sameRow } from './compared-run.ts';

const claims: Readonly<Record<Comparison, string>> = {
  less: 'cheaper',
  more: 'dearer',
  'none-shown': 'no difference shown',
  'intervals-disagree': 'no difference shown',
  'among-many': 'no difference shown',
  weakened: 'weakened by a doubt: no claim',
  'no-interval': 'no interval: no claim',
  unsound: 'the oracle failed: no claim',
};

/** "cheaper"; of an exploratory row "looks cheaper, exploratory". */
export function claimWords(run: ComparedRun, row: Row): string {
  const verdict = compareRow(run.result, row);
  const isShown = verdict === 'less' || verdict === 'more';
  return isShown && !row.declared ? `looks ${claims[verdict]}, exploratory` : claims[verdict];
}

/** null where fewer than two runs have a ratio at all. */
export function overlapWords(runs: readonly ComparedRun[], key: RowKey): string | null {
  const withRatio = runs.flatMap((run) => {
    const row = sameRow(run, key);
    return row?.ratioToReference == null ? [] : [{ run, row, ratio: row.ratioToReference }];
  });
  if (withRatio.length < 2) return null;
  const usable = withRatio.filter(({ run, row }) => !unusable.includes(compareRow(run.result, row)));
  if (usable.length < 2) return 'not judged';
  const pairs = usable.flatMap((one, index) => usable.slice(index + 1).map((other) => [one, other] as const));
  const apart = pairs.filter(([one, other]) => !doOverlap(one.ratio, other.ratio));
  const left = withRatio.length - usable.length;
  const note = left === 0 ? '' : ` (of ${lettersOf(usable.map(({ run }) => run))})`;
  if (apart.length === 0) return `overlap${note}`;
  if (usable.length === 2) return `apart${note}`;
  return `apart: ${apart.map(([one, other]) => `${one.run.letter}/${other.run.letter}`).join(', ')}${note}`;
}

const unusable: readonly Comparison[] = ['no-interval', 'weakened', 'unsound'];

/** Apart only where both kinds of interval are: as elsewhere, two witnesses are asked. */
function doOverlap(one: RatioEstimate, other: RatioEstimate): boolean {
  return meet(one.interval, other.interval) || meet(one.signInterval, other.signInterval);
}

function meet(one: ConfidenceInterval | null, other: ConfidenceInterval | null): boolean {
  return one === null || other === null || (one.lo <= other.hi && other.lo <= one.hi);
}
