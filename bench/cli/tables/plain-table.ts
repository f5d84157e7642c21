// SPDX-License-Identifier: Apache-2.0
// A table on the terminal: columns out of things, one line each, lines only under the head.

import Table from 'cli-table3';

export interface TableColumn<Item> {
  readonly head: string;
  readonly align: 'left' | 'right';
  readonly cell: (item: Item) => string;
}

export function plainTable<Item>(columns: readonly TableColumn<Item>[], items: readonly Item[]): string {
  const table = new Table({
    head: columns.map(({ head }) => head),
    colAligns: columns.map(({ align }) => align),
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 0 },
    chars: plainBorders,
  });
  table.push(...items.map((item) => columns.map(({ cell }) => cell(item))));
  return table.toString();
}

export function number<Item>(head: string, cell: TableColumn<Item>['cell']): TableColumn<Item> {
  return { head, align: 'right', cell };
}

/** The table can be copied into a mail. */
const plainBorders = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
  mid: '─',
  'mid-mid': '──',
};
