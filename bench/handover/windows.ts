// SPDX-License-Identifier: Apache-2.0
// What clients waited, in stretches of time about the order: of 10, 100 and 400 ms after it, against the same length
// before it; stretch by stretch of 10 ms.

import type { SojournWindow, TimelineBin, WindowPair } from '../results/handover.ts';
import { isPrintable, quantileOfSorted, sortedCopy } from '../stats/quantile.ts';
import type { ClientEntry } from './client-log.ts';

export const windowLengthsMs = [10, 100, 400] as const;
const binMs = 10;
/** The timeline's ends. */
export const timelineMs = { from: -100, to: 300 } as const;
const msNs = 1e6;

/** `goNs`: of the order, from the same origin as the entries. */
export function windowsAbout(entries: readonly ClientEntry[], goNs: number): WindowPair[] {
  return windowLengthsMs.map((ms) => ({
    ms,
    before: windowOf(entries, goNs - ms * msNs, goNs),
    after: windowOf(entries, goNs, goNs + ms * msNs),
  }));
}

function windowOf(entries: readonly ClientEntry[], from: number, to: number): SojournWindow {
  const sojourns = sojournsOf(dueIn(entries, from, to));
  return {
    served: sojourns.length,
    p50: isPrintable(sojourns.length, 0.5) ? quantileOfSorted(sojourns, 0.5) : null,
    p99: isPrintable(sojourns.length, 0.99) ? quantileOfSorted(sojourns, 0.99) : null,
    max: sojourns.at(-1) ?? null,
  };
}

function dueIn(entries: readonly ClientEntry[], from: number, to: number): ClientEntry[] {
  return entries.filter(({ due }) => due >= from && due < to);
}

/** Of the served ones, in rising order. */
function sojournsOf(entries: readonly ClientEntry[]): number[] {
  return sortedCopy(
    entries.flatMap(({ outcome, ended, due }) =>
      outcome === 'served' && ended !== null ? [ended - due] : [],
    ),
  );
}

export function timelineAbout(entries: readonly ClientEntry[], goNs: number): TimelineBin[] {
  const count = (timelineMs.to - timelineMs.from) / binMs;
  return Array.from({ length: count }, (_, i) => {
    const fromMs = timelineMs.from + i * binMs;
    const due = dueIn(entries, goNs + fromMs * msNs, goNs + (fromMs + binMs) * msNs);
    const served = due.filter(({ outcome }) => outcome === 'served');
    const sojourns = sojournsOf(due);
    return {
      fromMs,
      servedByOld: served.filter(({ generation }) => generation < 2).length,
      servedByNew: served.filter(({ generation }) => generation >= 2).length,
      failed: due.length - served.length,
      p50: sojourns.length === 0 ? null : quantileOfSorted(sojourns, 0.5),
      max: sojourns.at(-1) ?? null,
    };
  });
}
