// SPDX-License-Identifier: Apache-2.0
// Thousands with separators, the same on every machine whatever its locale.

/** A count as "12,000". */
export function groupedCount(count: number): string {
  return groupedDigits(String(Math.round(count)));
}

/** Three significant digits of a large number: 1,234,567 is "1,230,000". */
export function groupedRound(value: number): string {
  return groupedCount(Number(value.toPrecision(3)));
}

/** A decimal number that is written already; only what stands before the point is grouped. */
export function groupedDigits(digits: string): string {
  const [whole = '', fraction] = digits.split('.');
  const separated = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? separated : `${separated}.${fraction}`;
}
