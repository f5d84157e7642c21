// SPDX-License-Identifier: Apache-2.0
// One ratio as a line of plain characters on a logarithmic axis: the interval, the mark, and where the line of equal
// cost stands.

export interface BarValue {
  readonly value: number;
  readonly interval: { readonly lo: number; readonly hi: number } | null;
  readonly mark: string;
}

export type Domain = readonly [lo: number, hi: number];

/** Exactly `width` characters. What lies outside the domain is drawn at its end. */
export function textBar({ value, interval, mark }: BarValue, domain: Domain, width: number): string {
  const cells = Array.from({ length: width }, () => ' ');
  const put = (at: number, character: string): void => {
    cells[placeOf(at, domain, width)] = character;
  };
  put(1, '│');
  if (interval !== null) {
    const [from, to] = [placeOf(interval.lo, domain, width), placeOf(interval.hi, domain, width)];
    for (let at = from; at <= to; at += 1) cells[at] = cells[at] === '│' ? '┼' : '─';
    // Where both ends fall on one place there is no room to tell them apart.
    if (from < to) {
      cells[from] = '├';
      cells[to] = '┤';
    }
  }
  put(value, mark);
  return cells.join('');
}

/** The domain's ends and the 1 between them, as far as there is room. */
export function textAxis(domain: Domain, width: number, digits: (value: number) => string): string {
  const [left, right] = [digits(domain[0]), digits(domain[1])];
  const line = Array.from(left.padEnd(width - right.length) + right);
  const one = placeOf(1, domain, width);
  const isFree = one > left.length && one < width - right.length - 1;
  if (isFree) line[one] = '1';
  return line.join('');
}

function placeOf(value: number, [lo, hi]: Domain, width: number): number {
  const share = Math.log(value / lo) / Math.log(hi / lo);
  return Math.min(width - 1, Math.max(0, Math.round(share * (width - 1))));
}
