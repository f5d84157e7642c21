// SPDX-License-Identifier: Apache-2.0
// The rule of comparison.ts behind the one that comes before it: where an oracle failed, nothing is claimed at all.

import type { Result, Row } from '../bench/results/result.ts';
import { compareRow } from './comparison.ts';
import type { Comparison } from './comparison.ts';
import { rowsOfCell } from './row-lookup.ts';

export type SoundComparison = Comparison | 'unsound';

export function compareSoundRow(result: Result, row: Row): SoundComparison {
  const reference = rowsOfCell(result, row).find(
    ({ arm, point }) => arm === row.reference && point === row.point,
  );
  return row.oracle === 'fail' || reference?.oracle === 'fail' ? 'unsound' : compareRow(result, row);
}
