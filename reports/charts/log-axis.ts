// SPDX-License-Identifier: Apache-2.0
// Where the ticks of a logarithmic axis stand: few, round, and never so dense that labels collide.

/** Bounds of a logarithmic axis that hold all values with some room; `share` of the span each side. */
export function logDomain(values: readonly number[], share = 0.04): readonly [number, number] {
  const usable = values.filter((value) => Number.isFinite(value) && value > 0).map(withinReach);
  if (usable.length === 0) return [1, 10];
  const lo = usable.reduce((a, b) => Math.min(a, b));
  const hi = usable.reduce((a, b) => Math.max(a, b));
  const room = Math.max((hi / lo) ** share, 1.01);
  // Powers may differ in their last bit between engines.
  return [tidy(lo / room), tidy(hi * room)];
}

/** Nothing that is measured lies beyond: farther out, room and powers of ten leave the range of numbers. */
const farthest = 1e100;

function withinReach(value: number): number {
  return Math.min(farthest, Math.max(1 / farthest, value));
}

/** Durations are drawn in µs. A sample of 0 ns, possible under a coarse clock, has no place on a logarithmic axis: 1 ns
 * has. */
export function inMicroseconds(ns: number): number {
  return Math.max(ns, 1) / nsPerMicrosecond;
}

const nsPerMicrosecond = 1000;

/** Round values inside the bounds, about `wanted` of them. */
export function logTicks([lo, hi]: readonly [number, number], wanted = 8): readonly number[] {
  if (hi / lo < 6) return linearTicks(lo, hi, wanted);
  const sets = [[1, 1.5, 2, 3, 5, 7], [1, 2, 3, 5, 7], [1, 2, 5], [1, 3], [1]];
  const candidates = sets.map((set) => decadeTicks(set, lo, hi));
  return (
    candidates.find((ticks) => ticks.length <= wanted + 2) ?? thinned(candidates.at(-1) ?? [], wanted + 2)
  );
}

/** Leaves out values that would stand too close to the one before, as 253 beside 252. */
export function spacedTicks(values: readonly number[], factor = 1.5): readonly number[] {
  const kept: number[] = [];
  for (const value of [...new Set(values)].sort((a, b) => a - b)) {
    const last = kept.at(-1);
    if (last === undefined || value / last >= factor) kept.push(value);
  }
  return kept;
}

function linearTicks(lo: number, hi: number, wanted: number): readonly number[] {
  const rough = (hi - lo) / wanted;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((digit) => digit * magnitude).find((size) => size >= rough) ?? rough;
  const first = Math.ceil(lo / step);
  const count = Math.floor(hi / step) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => tidy((first + index) * step));
}

function decadeTicks(digits: readonly number[], lo: number, hi: number): readonly number[] {
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(lo)); power <= Math.ceil(Math.log10(hi)); power += 1) {
    for (const digit of digits) ticks.push(tidy(digit * 10 ** power));
  }
  return ticks.filter((tick) => tick >= lo && tick <= hi);
}

function thinned(ticks: readonly number[], most: number): readonly number[] {
  const step = Math.ceil(ticks.length / most);
  return ticks.filter((_, index) => index % step === 0);
}

/** Undoes representation errors such as 0.30000000000000004. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
