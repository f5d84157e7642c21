// SPDX-License-Identifier: Apache-2.0
// Figures in the sentences of a doubt.

/** 0.0125 is "1.3 %", 0.0004 is "0.04 %". */
export function percent(share: number): string {
  const value = share * 100;
  const digits = Math.abs(value) >= 0.1 ? 1 : 2;
  return `${String(Number(value.toFixed(digits)))} %`;
}

/** A shift of log-ratios or of logarithms of times as a change: 0.0488 is "5 %". */
export function change(logShift: number): string {
  return percent(changeOf(logShift));
}

export function changeOf(logShift: number): number {
  return Math.exp(logShift) - 1;
}

/** "812 ns", "5.6 µs", "1.2 ms". */
export function duration(ns: number): string {
  if (ns < 1e3) return `${String(Number(ns.toPrecision(3)))} ns`;
  return ns < 1e6 ? `${(ns / 1e3).toFixed(1)} µs` : `${(ns / 1e6).toFixed(1)} ms`;
}

/** "3 of 30 launches". */
export function launchesOf(count: number, all: number): string {
  return `${String(count)} of ${String(all)} ${all === 1 ? 'launch' : 'launches'}`;
}
