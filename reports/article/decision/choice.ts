// SPDX-License-Identifier: Apache-2.0
// One line of the decision: its case, what follows, and what shows it. What follows is what comparison.ts allows.

import type { Result, Row } from '../../../bench/results/result.ts';
import type { Comparison } from '../../comparison.ts';
import { compareCpuOfRow, compareRow } from '../../comparison.ts';
import { armOfRow, rowsOfCell } from '../../row-lookup.ts';
import type { Cell } from '../../row-lookup.ts';
import { code, text } from '../blocks.ts';
import type { Inline, Text } from '../blocks.ts';
import { claimWords, cpuClaimWords, ratioWords } from '../claim-words.ts';

export interface Choice {
  readonly when: Text;
  readonly then: Text;
  readonly evidence: Text;
}

export const notDecided = 'not decided by this run';

const ways: Readonly<Record<string, string>> = { pidfd_getfd: 'pull', scm_rights: 'push' };

/** "pull", "push", or the arm by its name. */
function wayOf(arm: string): Inline {
  return Object.hasOwn(ways, arm) ? (ways[arm] ?? arm) : code(arm);
}

/** The cheaper of a row's arm and its reference, by time or by CPU time of both roles. */
export function chooseByRow(result: Result, when: Text, row: Row, measure: 'wall' | 'cpu' = 'wall'): Choice {
  const ratio = measure === 'wall' ? row.ratioToReference : row.cpuRatioToReference;
  const words = measure === 'wall' ? claimWords(result, row) : cpuClaimWords(result, row);
  const names = text`${code(row.arm)} to ${code(row.reference ?? '')}`;
  return {
    when,
    then: row.wall !== null ? thenOf(result, row, measure) : [notDecided],
    evidence: ratio === null ? text`${names}: ${words}` : text`${names}: ${ratioWords(ratio)}; ${words}`,
  };
}

function thenOf(result: Result, row: Row, measure: 'wall' | 'cpu'): Text {
  const comparison: Comparison = measure === 'wall' ? compareRow(result, row) : compareCpuOfRow(result, row);
  const looks = measure === 'wall' && row.declared ? '' : ' (looks so: exploratory)';
  switch (comparison) {
    case 'less':
      return text`${wayOf(row.arm)}${looks}`;
    case 'more':
      return text`${wayOf(row.reference ?? '')}${looks}`;
    case 'none-shown':
    case 'intervals-disagree':
    case 'among-many':
      return text`either: no difference is shown`;
    case 'weakened':
    case 'no-interval':
    case 'unsound':
      return [notDecided];
  }
}

/** Rows that compare one mechanism with another (not a step of load with another step). */
export function rowsBetweenMechanisms(result: Result, cell: Cell): readonly Row[] {
  return rowsOfCell(result, cell).filter(
    (row) =>
      row.reference !== null &&
      !armOfRow(result, row).isFloor &&
      armOfRow(result, row).mechanism !== armOfRow(result, { ...row, arm: row.reference }).mechanism,
  );
}
