// SPDX-License-Identifier: Apache-2.0
// Whether a line of samples is a launch: what reports and exports take from it has the shape that they count on.

/** What is wrong first, or null. */
export function recordFault(record: unknown): string | null {
  if (!isObject(record)) return 'is not a launch';
  const { scenario, placement, arm, status, block, point, samples } = record;
  if (![scenario, placement, arm, status].every(isName)) return 'does not say which launch it is';
  if (!isCount(block) || !(point === null || isNumber(point))) return 'does not say which launch it is';
  if (samples !== null && samplesFault(samples) !== null) return samplesFault(samples);
  const { otherPairs = [] } = record;
  if (!Array.isArray(otherPairs)) return 'has other pairs that are no list';
  return otherPairs.map(samplesFault).find((fault) => fault !== null) ?? null;
}

function samplesFault(samples: unknown): string | null {
  if (!isObject(samples)) return 'has samples that are none';
  const { epoch_ns: epoch, warmup, count, columns } = samples;
  if (typeof epoch !== 'string' || !isCount(warmup) || !isCount(count) || !isObject(columns)) {
    return 'has samples that are none';
  }
  const isColumn = (column: unknown): boolean =>
    Array.isArray(column) && column.every((value) => value === null || isNumber(value));
  return Object.values(columns).every(isColumn) ? null : 'has samples that are no numbers';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** As in a result: longer is no name. */
function isName(value: unknown): boolean {
  return typeof value === 'string' && value.length <= 10_000;
}

/** Beyond 2^53 a number is not exact, and 1e999 is none. */
function isNumber(value: unknown): boolean {
  return typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER;
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
