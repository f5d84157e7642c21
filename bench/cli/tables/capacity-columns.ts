// SPDX-License-Identifier: Apache-2.0
// What pairs move together, and what a descriptor costs then. Instead of percentiles: a launch of pairs that never pause
// gives one number.

import type { CapacityRow, Row } from '../../results/result.ts';
import { formatDuration, formatDurationEstimate, formatPlain, formatRate, formatShare } from '../format.ts';
import type { TableColumn } from './plain-table.ts';
import { number } from './plain-table.ts';

export function isOfCapacity(rows: readonly Row[]): boolean {
  return rows.some(({ capacity }) => capacity !== undefined);
}

export const capacityColumns: readonly TableColumn<Row>[] = [
  column('descriptors', ({ descriptorsPerSecond }) => formatRate(descriptorsPerSecond)),
  column('CPU of donors', ({ donorCpu }) => formatDurationEstimate(donorCpu)),
  column('of receivers', ({ receiverCpu }) => formatDurationEstimate(receiverCpu)),
  column('user', ({ userCpu }) => (userCpu === null ? '–' : formatDuration(userCpu.value))),
  column('system', ({ systemCpu }) => (systemCpu === null ? '–' : formatDuration(systemCpu.value))),
  column('switches', ({ switches }) => formatPlain(switches)),
  column('CPUs busy', ({ cpuShare }) => formatShare(cpuShare)),
];

function column(head: string, cell: (capacity: CapacityRow) => string): TableColumn<Row> {
  return number(head, ({ capacity }) => (capacity === undefined ? '–' : cell(capacity)));
}
