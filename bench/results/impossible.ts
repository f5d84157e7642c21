// SPDX-License-Identifier: Apache-2.0
// What no schema can say of a stored file: that its numbers can be, that intervals hold their estimates, that nothing in
// it is so long or so many that a report of it would never end. Runs after the schema, so its shape is known to be right.

/** Characters of one text. The longest that a run stores is a kernel's command line, of 4,096 at most. */
const longestText = 10_000;
/** Characters of all texts that differ: ten thousand doubts have a million. */
const mostText = 4_000_000;
/** Of each list; a full run has some hundreds of rows and some thousands of launches. */
const mostItems: Readonly<Record<string, number>> = {
  scenarios: 1000,
  cells: 2000,
  arms: 1000,
  rows: 10_000,
  launches: 100_000,
  skips: 10_000,
  doubts: 10_000,
  crossovers: 1000,
  growths: 1000,
  endpoints: 1000,
  exploratory: 10_000,
  handovers: 100_000,
  timeline: 1000,
  windows: 100,
};

/** What is wrong first, as "/rows/0/adjustedP is …", or null. */
export function findImpossible(value: unknown): string | null {
  const texts = new Set<string>();
  const wrong = findIn(value, '', texts);
  if (wrong !== null) return wrong;
  let characters = 0;
  for (const text of texts) characters += text.length;
  return characters <= mostText
    ? null
    : `its texts have ${String(characters)} characters together, ${String(mostText)} are the most that is read`;
}

function findIn(value: unknown, path: string, texts: Set<string>): string | null {
  if (typeof value === 'string') return textFault(value, path, texts);
  if (typeof value === 'number') return numberFault(value, path);
  if (typeof value !== 'object' || value === null) return null;
  const own = Array.isArray(value) ? listFault(value, path) : intervalFault(value, path);
  if (own !== null) return own;
  for (const [key, part] of Object.entries(value)) {
    const wrong = textFault(key, path, texts) ?? findIn(part, `${path}/${key}`, texts);
    if (wrong !== null) return wrong;
  }
  return null;
}

function textFault(text: string, path: string, texts: Set<string>): string | null {
  texts.add(text);
  if (text.length <= longestText) return null;
  return `${path} is a text of ${String(text.length)} characters, ${String(longestText)} are the most that is read`;
}

/** Limits of the machine may be "no limit", which is the greatest number that a kernel knows. */
const machinePath = "/environment/limits/";

/** Counts beyond 2^53 are not exact any more, and so many nanoseconds are a hundred days. */
function numberFault(number: number, path: string): string | null {
  if (Math.abs(number) <= Number.MAX_SAFE_INTEGER || path.startsWith(machinePath)) return null;
  return `${path} is ${String(number)}, and nothing that is measured goes beyond 2^53`;
}

function listFault(list: readonly unknown[], path: string): string | null {
  const most = mostItems[path.slice(path.lastIndexOf('/') + 1)];
  if (most === undefined || list.length <= most) return null;
  return `${path} has ${String(list.length)} items, ${String(most)} are the most that is read`;
}

interface Bounded {
  readonly lo?: unknown;
  readonly hi?: unknown;
  readonly value?: unknown;
  readonly interval?: { readonly lo?: unknown; readonly hi?: unknown } | null;
}

/** A logarithm and its power may differ in the last digits. */
const slack = 1e-9;

function intervalFault({ lo, hi, value, interval }: Bounded, path: string): string | null {
  if (typeof lo === 'number' && typeof hi === 'number' && !(lo <= hi)) {
    return `${path} begins at ${String(lo)}, after its end at ${String(hi)}`;
  }
  if (typeof value !== 'number' || interval == null) return null;
  const [low, high] = [Number(interval.lo), Number(interval.hi)];
  const room = slack * Math.max(Math.abs(low), Math.abs(high));
  if (!(low <= high) || (value >= low - room && value <= high + room)) return null;
  return `${path} is ${String(value)}, outside of its interval from ${String(low)} to ${String(high)}`;
}
