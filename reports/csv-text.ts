// SPDX-License-Identifier: Apache-2.0
// Comma-separated values (RFC 4180) that no spreadsheet runs: for an export of launches and the data of a chart.

import { printable } from './escape.ts';

export type CsvValue = string | number | null;

export function csvOf(head: readonly string[], lines: readonly (readonly CsvValue[])[]): string {
  return [head, ...lines].map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('');
}

function cellOf(value: CsvValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const text = withoutFormula(printable(value));
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A spreadsheet runs a cell that begins so; a name from a stored result must not be run. */
function withoutFormula(text: string): string {
  return /^[=+\-@]/.test(text) ? `'${text}` : text;
}
