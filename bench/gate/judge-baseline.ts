// SPDX-License-Identifier: Apache-2.0
// Head, measured now, against launches that were stored: two groups without pairs, from two times. Whatever happened
// in between is in the difference as well, so this is advice: it never fails, and passes on the same machine only.

import type { Doubt } from '../results/doubt.ts';
import type { Endpoint, EndpointResult, Look, PassRecord, Reason } from '../results/gate-result.ts';
import type { LaunchSummary } from '../results/result.ts';
import { estimateMedian, intervalLevel } from '../stats/estimate.ts';
import { examine } from '../validity/index.ts';
import type { Baseline } from './baseline.ts';
import type { Decision } from './decide.ts';
import { wholeVerdict } from './decide.ts';
import type { EnvironmentDifference } from './environment-differences.ts';
import type { GateCell } from './gate-cell.ts';
import { launchesOfArm } from './gate-cell.ts';
import { reasonToAdvise } from './rules/advise.ts';
import { failedLaunches } from './rules/failed-launches.ts';
import { reasonsToInvalidate } from './rules/index.ts';
import { oracle } from './rules/oracle.ts';
import { suspectOf } from './suspect.ts';
import type { Unpaired } from './unpaired.ts';
import { floorShift, judgeUnpaired, logsOf, shiftOf } from './unpaired.ts';

export interface BaselineCase {
  /** Their arms are head's and the floor; one look each. */
  readonly cells: readonly GateCell[];
  readonly baseline: Baseline;
  readonly differences: readonly EnvironmentDifference[];
  /** By cell id: measured now. */
  readonly launches: ReadonlyMap<string, readonly LaunchSummary[]>;
  readonly endedBy: PassRecord['endedBy'];
}

export type Advice = Pick<Decision, 'verdict' | 'reasons' | 'endpoints' | 'doubts'>;

export function judgeBaseline(one: BaselineCase): Advice {
  const compared = one.cells.flatMap((cell) =>
    cell.endpoints.map((endpoint) => compare(cell, endpoint, one)),
  );
  const looks = judgeUnpaired(compared);
  const endpoints = compared.map((pair, i) => resultOf(pair, looks[i] as Look, one));
  const { verdict, reasons } = wholeVerdict(endpoints);
  return {
    verdict,
    reasons: [...differenceReasons(one.differences), ...floorReasons(one), ...reasons],
    endpoints,
    doubts: compared.flatMap(({ doubts }) => doubts),
  };
}

interface Compared extends Unpaired {
  readonly cell: GateCell;
  readonly head: readonly LaunchSummary[];
  readonly base: readonly LaunchSummary[];
  readonly doubts: readonly Doubt[];
}

function compare(cell: GateCell, endpoint: Endpoint, { launches, baseline }: BaselineCase): Compared {
  const own = launches.get(cell.id) ?? [];
  const head = launchesOfArm(own, endpoint, endpoint.arms.head);
  const base = launchesOfArm(baseline.launches, endpoint, endpoint.arms.base);
  const blocksPlanned = cell.looks.at(-1)?.blocks ?? 0;
  const doubts = examine({ ...suspectOf(cell, endpoint, { launches: own, blocksPlanned }), ratios: null });
  const isWeakened = doubts.some(({ weight }) => weight === 'weakens');
  const logs = { now: logsOf(head, endpoint.quantile), stored: logsOf(base, endpoint.quantile) };
  return { cell, endpoint, head, base, doubts, isWeakened, logs };
}

function resultOf(compared: Compared, look: Look, one: BaselineCase): EndpointResult {
  const { endpoint, cell, head, base, doubts, logs } = compared;
  const invalid = reasonsAgainst(cell, endpoint, one);
  const floor = floorShift(cell, endpoint, one);
  const { endedBy, differences } = one;
  const advice = reasonToAdvise({
    endpoint,
    look,
    floor,
    machines: differences.filter(({ side }) => side === 'machine'),
    outcome: { doubts: new Map([[endpoint.id, doubts]]), endedBy },
  });
  const shift = shiftOf(logs, intervalLevel);
  return {
    endpoint,
    ...(invalid.length > 0 ? { verdict: 'INVALID', reasons: invalid } : advice),
    doubts: doubts.map(({ id }) => id),
    ratio: shift && {
      value: Math.exp(shift.estimate),
      interval: { lo: Math.exp(shift.lo), hi: Math.exp(shift.hi), coverage: intervalLevel },
      signInterval: null,
      blocks: logs.now.length,
    },
    base: medianOf(base, endpoint),
    head: medianOf(head, endpoint),
    looks: [look],
    confirmation: [],
  };
}

/** There is no base in these blocks, and no head in the stored ones: each stands for both. */
function reasonsAgainst(cell: GateCell, endpoint: Endpoint, { launches, baseline }: BaselineCase): Reason[] {
  const alone = (arm: string): Endpoint => ({ ...endpoint, arms: { base: arm, head: arm } });
  const { base, head } = endpoint.arms;
  const now = { cell, endpoint: alone(head), launches: launches.get(cell.id) ?? [], isOver: true };
  const own = launchesOfArm(baseline.launches, endpoint, base);
  const stored = { cell: { ...cell, twins: null }, endpoint: alone(base), launches: own, isOver: true };
  return [
    ...reasonsToInvalidate(now),
    ...[oracle, failedLaunches].flatMap(({ id, look }) => {
      const text = look(stored);
      return text === null ? [] : [{ rule: id, text: `in the stored result ${text}` }];
    }),
  ];
}

function medianOf(launches: readonly LaunchSummary[], { quantile }: Endpoint): number | null {
  return estimateMedian(launches.flatMap(({ wall }) => wall?.[quantile] ?? []))?.value ?? null;
}

function differenceReasons(differences: readonly EnvironmentDifference[]): Reason[] {
  return differences.map(({ what, stored, now }) => ({
    rule: 'advise',
    text: `${what} differs: ${shortened(stored)} in the stored result, ${shortened(now)} now`,
  }));
}

function floorReasons(one: BaselineCase): Reason[] {
  return one.cells.flatMap((cell) => {
    const [endpoint] = cell.endpoints;
    const shift = endpoint && floorShift(cell, endpoint, one);
    return shift == null ? [] : [{ rule: 'advise', text: `${cell.id}: ${shift.text}` }];
  });
}

function shortened(text: string): string {
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}
