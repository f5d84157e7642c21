// SPDX-License-Identifier: Apache-2.0
// The slowest transfer of a thousand, which no launch is long enough for: of all launches together, as a description.

import { intervalLevel } from '../../../bench/stats/estimate.ts';
import type { Result } from '../../../bench/results/result.ts';
import { formatCount, formatCoverage, formatDuration, formatDurationInterval } from '../../format.ts';
import { pooledPercentile } from '../../pooled-percentile.ts';
import type { Distribution } from '../../report-input.ts';
import {
  armOfRow,
  headlineScenario,
  placementsWithRows,
  rowsOfCell,
  wordsForPlacement,
} from '../../row-lookup.ts';
import type { RowGroup, Table, TableCell } from '../blocks.ts';
import { nameCell } from './name-cell.ts';

const share = 0.999;

/** undefined where no arm has samples enough beyond it. */
export function tailTable(result: Result, distributions: readonly Distribution[]): Table | undefined {
  const groups = placementsWithRows(result, headlineScenario).flatMap((placement): RowGroup[] => {
    const rows = rowsOfCell(result, { scenario: headlineScenario, placement }).flatMap((row) => {
      const own = distributions.find(
        (each) =>
          each.scenario === row.scenario &&
          each.placement === placement &&
          each.arm === row.arm &&
          each.point === row.point,
      );
      const found = own === undefined ? undefined : pooledPercentile(own, share);
      if (own === undefined || found === undefined || armOfRow(result, row).isFloor) return [];
      return [[nameCell(result, row), timeCell(found), countCell(own.n), countCell(own.launches)]];
    });
    return rows.length === 0
      ? []
      : [{ heading: `${headlineScenario}, ${wordsForPlacement(placement)}`, rows }];
  });
  if (groups.length === 0) return undefined;
  return {
    kind: 'table',
    caption:
      'p99.9 of the transfers of all launches together, with the interval that the band over blocks gives',
    columns: [
      { title: 'arm', align: 'left' },
      { title: 'p99.9', align: 'right' },
      { title: 'samples', align: 'right' },
      { title: 'launches', align: 'right' },
    ],
    groups,
  };
}

function timeCell({ ns, interval }: NonNullable<ReturnType<typeof pooledPercentile>>): TableCell {
  return {
    text: [formatDuration(ns)],
    detail:
      interval === null
        ? 'no interval'
        : `${formatDurationInterval(interval.lo, interval.hi)}, ${formatCoverage(intervalLevel)}`,
  };
}

function countCell(count: number): TableCell {
  return { text: [formatCount(count)] };
}
