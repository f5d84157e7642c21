// SPDX-License-Identifier: Apache-2.0
// Runs in the reader's browser: the head of a column sorts the rows of each group, and the third time puts them back.
/// <reference lib="dom" />

/** The first number of a cell in a common unit: times in ns. Not a number where it has none. */
export function cellNumber(text: string): number {
  const found = /^\D{0,3}?(-?[\d,]+(?:\.\d+)?)\s*(ns|µs|ms|s(?![a-z]))?/u.exec(text.trim().replace('−', '-'));
  if (found === null) return NaN;
  const units: Record<string, number> = { ns: 1, µs: 1e3, ms: 1e6, s: 1e9 };
  return Number((found[1] ?? '').replaceAll(',', '')) * (units[found[2] ?? 'ns'] ?? 1);
}

/** `sign` is 1 for rising, -1 for falling. A cell without a number, such as a dash, comes last in both. */
export function compareCells(one: string, other: string, sign: number): number {
  const [a, b] = [cellNumber(one), cellNumber(other)];
  if (!Number.isNaN(a) && !Number.isNaN(b)) return (a - b) * sign;
  if (Number.isNaN(a) !== Number.isNaN(b)) return Number.isNaN(a) ? 1 : -1;
  return (one < other ? -1 : one > other ? 1 : 0) * sign;
}

export function enlivenTables(): void {
  for (const table of document.querySelectorAll('table')) {
    const heads = [...table.querySelectorAll<HTMLElement>('thead th')];
    const groups = [...table.tBodies].map((body) => ({
      body,
      rows: [...body.rows].filter((row) => row.querySelector('[scope=rowgroup]') === null),
    }));
    if (groups.every(({ rows }) => rows.length < 2)) continue;
    heads.forEach((head, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => {
        const before = head.getAttribute('aria-sort');
        for (const each of heads) each.removeAttribute('aria-sort');
        const sign = before === null ? 1 : before === 'ascending' ? -1 : 0;
        if (sign !== 0) head.setAttribute('aria-sort', sign === 1 ? 'ascending' : 'descending');
        const textOf = (row: HTMLTableRowElement): string => row.cells[column]?.textContent ?? '';
        for (const { body, rows } of groups) {
          const compare = (one: HTMLTableRowElement, other: HTMLTableRowElement): number =>
            compareCells(textOf(one), textOf(other), sign);
          body.append(...(sign === 0 ? rows : rows.toSorted(compare)));
        }
      });
    });
  }
}

export const sortingFunctions = [cellNumber, compareCells, enlivenTables];
