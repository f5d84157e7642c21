// SPDX-License-Identifier: Apache-2.0
// Two groups of launches that share no blocks: their logarithms, the shift between them, and the look that is taken
// at it. One look, so that it may spend the whole error.

import type { Endpoint, GatedQuantile, Look } from '../results/gate-result.ts';
import type { LaunchSummary } from '../results/result.ts';
import { holm } from '../stats/adjust.ts';
import { intervalLevel } from '../stats/estimate.ts';
import { median } from '../stats/quantile.ts';
import { signTest } from '../stats/sign-test.ts';
import type { TwoSampleShift } from '../stats/two-sample.ts';
import { twoSampleShift } from '../stats/two-sample.ts';
import { figureOf } from '../stats/block-ratios.ts';
import { totalAlpha } from './design.ts';
import type { GateCell } from './gate-cell.ts';
import { launchesOfArm } from './gate-cell.ts';
import type { Evidence } from './judge-look.ts';
import { decisionOn } from './judge-look.ts';
import { share, takes } from './words.ts';

interface Logs {
  readonly now: readonly number[];
  readonly stored: readonly number[];
}

export interface Unpaired {
  readonly endpoint: Endpoint;
  readonly isWeakened: boolean;
  readonly logs: Logs;
}

export function logsOf(launches: readonly LaunchSummary[], quantile: GatedQuantile): number[] {
  return launches
    .map((launch) => figureOf(launch, { measure: 'wall', quantile }))
    .filter((value) => value > 0)
    .map(Math.log);
}

/** log(now / stored); null: too few launches on one of the sides. */
export function shiftOf({ now, stored }: Logs, level: number): TwoSampleShift | null {
  return twoSampleShift(now, stored, level);
}

export function judgeUnpaired(compared: readonly Unpaired[]): Look[] {
  const evidence = compared.map(({ logs }) => gather(logs));
  const adjusted = holm(evidence.map(({ pSlower }) => pSlower));
  return compared.map(({ endpoint, isWeakened }, i) => {
    const seen: Evidence = { ...(evidence[i] as Gathered), pSlowerHolm: adjusted[i] ?? 1 };
    return { ...seen, decision: decisionOn(seen, endpoint.tolerance, isWeakened) };
  });
}

type Gathered = Omit<Evidence, 'pSlowerHolm'>;

function gather(logs: Logs): Gathered {
  const shift = shiftOf(logs, 1 - 2 * totalAlpha);
  const stored = median(logs.stored);
  return {
    blocks: logs.now.length,
    alpha: totalAlpha,
    ratio: shift === null ? 1 : Math.exp(shift.estimate),
    lower: shift && Math.exp(shift.lo),
    upper: shift && Math.exp(shift.hi),
    pSlower: shift === null ? 1 : oneSided(shift),
    // How many of head's launches lie above the stored median.
    pSlowerSign: signTest(logs.now.map((log) => log - stored))?.pGreater ?? 1,
  };
}

function oneSided({ estimate, pTwoSided }: TwoSampleShift): number {
  return estimate > 0 ? pTwoSided / 2 : 1 - pTwoSided / 2;
}

export interface FloorShift {
  readonly text: string;
  /** By more than half of what matters: what is said of the mechanisms is then said of the machine. */
  readonly isMoved: boolean;
}

/** Half of the tolerance can turn a verdict, as with the canary's twins. */
const mostMoved = 0.5;

/** The floor of now against the stored one; null: it was not stored. */
export function floorShift(
  cell: GateCell,
  endpoint: Endpoint,
  all: {
    readonly launches: ReadonlyMap<string, readonly LaunchSummary[]>;
    readonly baseline: { readonly launches: readonly LaunchSummary[] };
  },
): FloorShift | null {
  const floor = cell.twins?.[0];
  if (floor === undefined) return null;
  const at = { ...endpoint, point: cell.planned.points?.[0] ?? null };
  const of = (launches: readonly LaunchSummary[]): number[] =>
    logsOf(launchesOfArm(launches, at, floor), 'p50');
  const logs = { now: of(all.launches.get(cell.id) ?? []), stored: of(all.baseline.launches) };
  const shift = shiftOf(logs, intervalLevel);
  if (shift === null) return null;
  const [ratio, lo, hi] = [shift.estimate, shift.lo, shift.hi].map(Math.exp) as [number, number, number];
  const isMoved = (lo > 1 || hi < 1) && Math.abs(ratio - 1) > mostMoved * endpoint.tolerance;
  const meaning = isMoved ? ': the machine changed, or what all mechanisms share' : '';
  return {
    isMoved,
    text: `the floor (${floor}) now ${takes(ratio)} than in the stored result (from ${share(lo)} to ${share(hi)})${meaning}`,
  };
}
