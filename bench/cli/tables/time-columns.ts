// SPDX-License-Identifier: Apache-2.0
// What a transfer takes: percentiles, and the ratio to the floor.

import type { Row } from '../../results/result.ts';
import { formatDuration, formatDurationEstimate, formatRatio } from '../format.ts';
import type { TableColumn } from './plain-table.ts';
import { number } from './plain-table.ts';

export const timeColumns: readonly TableColumn<Row>[] = [
  number('p50', medianOf),
  number('p90', ({ wall }) => (wall?.p90 ? formatDuration(wall.p90.value) : '–')),
  number('p99', ({ wall }) => (wall?.p99 ? formatDuration(wall.p99.value) : '–')),
  number('× floor', (row) => formatRatio(row.ratioToFloor)),
];

/** Where most transfers were lost there is no median, and that is the result: a dash would look as if nothing had been
 * measured. */
function medianOf({ wall, outcomes }: Row): string {
  if (wall !== null) return formatDurationEstimate(wall.p50);
  return outcomes !== undefined && outcomes.offered > 0 ? 'most lost' : '–';
}
