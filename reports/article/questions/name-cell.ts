// SPDX-License-Identifier: Apache-2.0
// The name of an arm at the head of its row, with what is wrong with its number.

import type { Result, Row } from '../../../bench/results/result.ts';
import { doubtsOfRow } from '../../row-doubts.ts';
import { code } from '../blocks.ts';
import type { TableCell } from '../blocks.ts';

export function nameCell(result: Result, row: Row): TableCell {
  const faults = [
    ...(row.oracle === 'fail' ? ['oracle failed'] : []),
    ...doubtsOfRow(result, row).flatMap(({ id, weight }) =>
      weight === 'weakens' ? [`weakened: ${id}`] : [],
    ),
  ].join('; ');
  return { text: [code(row.arm)], ...(faults === '' ? {} : { detail: faults }) };
}
