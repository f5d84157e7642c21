// SPDX-License-Identifier: Apache-2.0
// What became of transfers that had only so much time: percentiles count what was lost as longest, and cannot say how
// many that were.

import { groupedCount } from '../../results/grouped-digits.ts';
import type { Row } from '../../results/result.ts';
import type { TableColumn } from './plain-table.ts';
import { number } from './plain-table.ts';

/** None where transfers have all the time in the world. */
export function outcomeColumns(rows: readonly Row[]): TableColumn<Row>[] {
  if (rows.every(({ outcomes }) => outcomes === undefined)) return [];
  return [
    number('late', ({ outcomes }) => (outcomes === undefined ? '–' : groupedCount(outcomes.late))),
    number('lost (of offered)', ({ outcomes }) =>
      outcomes === undefined ? '–' : `${groupedCount(outcomes.lost)} (${groupedCount(outcomes.offered)})`,
    ),
  ];
}
