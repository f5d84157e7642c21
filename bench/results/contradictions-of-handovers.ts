// SPDX-License-Identifier: Apache-2.0
// What no schema can say of live handovers: what was offered was served or lost, one by one; times are not negative,
// percentiles rise, ratios are positive, and what is told of losses fits what was counted.

import { firstFault } from './first-fault.ts';
import type { HandoverResults, HandoverRow, HandoverSummary, Ledger, TimelineBin } from './handover.ts';
import { lostOf } from './ledger.ts';
import type { Estimate } from './result.ts';

/** What is wrong first, as "rows/0 has a ledger that offers …", or null. The result has passed its schema. */
export function findContradictionOfHandovers({ scenarios, handovers, rows }: HandoverResults): string | null {
  const known = new Map(scenarios.map(({ id, arms }) => [id, new Set(arms.map((arm) => arm.id))]));
  const placeFault = ({ scenario, arm }: { readonly scenario: string; readonly arm: string }): string | null =>
    known.get(scenario)?.has(arm) === true ? null : 'is of a scenario or an arm that handovers/scenarios does not have';
  return (
    firstFault(handovers, 'handovers', (one) => placeFault(one) ?? handoverFault(one), ' ') ??
    firstFault(rows, 'rows', (row) => placeFault(row) ?? rowFault(row), ' ')
  );
}

function ledgerFault(ledger: Ledger): string | null {
  const { offered, servedByOld, servedByNew, notOffered } = ledger;
  const sum = servedByOld + servedByNew + lostOf(ledger) + notOffered;
  return offered === sum
    ? null
    : `has a ledger that offers ${String(offered)}, while what became of it is ${String(sum)}`;
}

function handoverFault(one: HandoverSummary): string | null {
  const { status, failure, ledger, windows, pauses, timeline } = one;
  if (status === 'ok' && ledger === null) return 'ended well, and has no ledger';
  if (status === 'ok' && failure !== null) return 'ended well, and has a failure';
  const spans = windows.flatMap(({ before, after }) => [before, after]);
  if (pauses !== null) spans.push({ served: pauses.streams, ...pauses });
  const falling = spans.some(({ p50, p99, max }) => !isRising([p50, p99, max]));
  if (falling) return 'has percentiles that fall';
  return (ledger === null ? null : ledgerFault(ledger)) ?? timelineFault(timeline ?? []);
}

function timelineFault(bins: readonly TimelineBin[]): string | null {
  if (bins.some(({ p50, max }) => !isRising([p50, max]))) return 'has a timeline with percentiles that fall';
  return bins.every(({ fromMs }, i) => i === 0 || fromMs > (bins[i - 1]?.fromMs ?? fromMs))
    ? null
    : 'has a timeline that is not in order';
}

function isRising(values: readonly (number | null)[]): boolean {
  const known = values.filter((value) => value !== null);
  return known.every((value, i) => value >= (known[i - 1] ?? 0));
}

/** The last accept of the old process may be before the order: all other times are from 0 on. */
function rowFault(row: HandoverRow): string | null {
  const { ledger, handovers, handoversWithLoss: withLoss, lostMost, shareWithLoss } = row;
  const times = [
    'lost',
    'toFirstAccept',
    'toAccepting',
    'worstDelay',
    'delayP50',
    'delayP99',
    'clientsLate',
    'pauseP50',
    'pauseP99',
    'cpuOld',
    'cpuNew',
    'begunPerSecond',
  ] as const;
  const negative = times.find((name) => row[name] !== null && lowestOf(row[name]) < 0);
  if (negative !== undefined) return `has a negative ${negative}`;
  const ratios = ['worstDelayToControl', 'delayP99ToControl'] as const;
  const unreal = ratios.find((name) => row[name] !== null && !(lowestOf(row[name]) > 0));
  if (unreal !== undefined) return `has a ${unreal} that is not above 0`;
  const lost = lostOf(ledger);
  if (withLoss > handovers || lost > 0 !== withLoss > 0 || lost < withLoss || lostMost > lost || lost > lostMost * withLoss) {
    return `lost ${String(lost)} in ${String(withLoss)} of ${String(handovers)} handovers, at most ${String(lostMost)} in one`;
  }
  const share = handovers === 0 ? 0 : withLoss / handovers;
  const { lo, hi } = shareWithLoss;
  if (lo < 0 || hi > 1 || (handovers > 0 && (lo > share + slack || hi < share - slack))) {
    return `has a shareWithLoss from ${String(lo)} to ${String(hi)}, and the share is ${String(share)}`;
  }
  return ledgerFault(ledger);
}

const slack = 1e-9;

function lowestOf(estimate: Estimate & { readonly signInterval?: Estimate['interval'] }): number {
  const { value, interval, signInterval } = estimate;
  return Math.min(value, interval?.lo ?? value, signInterval?.lo ?? value);
}
