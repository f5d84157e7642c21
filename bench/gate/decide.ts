// SPDX-License-Identifier: Apache-2.0
// The gate: a first pass over all endpoints; what fails in it must fail again in a second, independent pass; then one
// verdict for each endpoint and one for all. Where blocks come from is the source's affair.

import type { Doubt } from '../results/doubt.ts';
import type { Endpoint, EndpointResult, Look, Reason, Verdict } from '../results/gate-result.ts';
import type { LaunchSummary } from '../results/result.ts';
import type { BlockRatio } from '../stats/block-ratios.ts';
import { blockRatios } from '../stats/block-ratios.ts';
import { estimateMedian, estimateRatio } from '../stats/estimate.ts';
import type { BlockSource, GateCell } from './gate-cell.ts';
import { launchesOfArm } from './gate-cell.ts';
import { reasonToFail } from './rules/fail.ts';
import { nothingMeasured } from './rules/nothing-measured.ts';
import { notReproduced } from './rules/not-reproduced.ts';
import { reasonToPass } from './rules/pass.ts';
import { stillOpen } from './rules/still-open.ts';
import type { PassOutcome } from './run-pass.ts';
import { runPass } from './run-pass.ts';

export interface Decision {
  readonly verdict: Verdict;
  readonly reasons: readonly Reason[];
  readonly endpoints: readonly EndpointResult[];
  readonly doubts: readonly Doubt[];
  readonly first: PassOutcome;
  /** null: nothing failed in the first pass. */
  readonly confirmation: PassOutcome | null;
}

export interface Sources {
  readonly first: BlockSource;
  /** Blocks of its own, of the cells where something failed. */
  readonly confirmation: BlockSource;
}

export async function decideGate(cells: readonly GateCell[], sources: Sources): Promise<Decision> {
  const first = await runPass(cells, sources.first);
  const failing = cellsToConfirm(cells, first);
  const confirmation = failing.length === 0 ? null : await runPass(failing, sources.confirmation);
  const endpoints = cells.flatMap((cell) =>
    cell.endpoints.map((endpoint) => judgeEndpoint({ cell, endpoint, first, confirmation })),
  );
  const doubts = cells.flatMap((cell) =>
    cell.endpoints.flatMap(({ id }) => doubtsOf(id, { first, confirmation })),
  );
  return { ...wholeVerdict(endpoints), endpoints, doubts, first, confirmation };
}

/** The worst that any endpoint says; without endpoints there is nothing to say. INVALID beats FAIL: what makes one
 * number worthless (the machine, a helper that lies) may have made the other. */
export function wholeVerdict(endpoints: readonly EndpointResult[]): Pick<Decision, 'verdict' | 'reasons'> {
  const order: readonly Verdict[] = ['INVALID', 'FAIL', 'INCONCLUSIVE', 'PASS'];
  const verdict = order.find((one) => endpoints.some((result) => result.verdict === one));
  if (verdict === undefined) {
    return { verdict: 'INVALID', reasons: [{ rule: 'nothing-measured', text: 'there was nothing to gate' }] };
  }
  const deciding = endpoints.filter((result) => result.verdict === verdict);
  const reasons = deciding.flatMap(({ endpoint, reasons }) =>
    reasons.map(({ rule, text }) => ({ rule, text: `${endpoint.id}: ${text}` })),
  );
  return { verdict, reasons };
}

/** Only what failed is judged again; and nothing is, where the whole is INVALID anyway. */
function cellsToConfirm(cells: readonly GateCell[], { looks, invalid }: PassOutcome): GateCell[] {
  if (invalid.size > 0) return [];
  return cells
    .map((cell) => ({
      ...cell,
      endpoints: cell.endpoints.filter(({ id }) => looks.get(id)?.at(-1)?.decision === 'FAIL'),
    }))
    .filter(({ endpoints }) => endpoints.length > 0);
}

interface Passes {
  readonly first: PassOutcome;
  readonly confirmation: PassOutcome | null;
}

/** Those of the second pass only where the first did not have them, or not so grave. */
function doubtsOf(id: string, { first, confirmation }: Passes): Doubt[] {
  const own = first.doubts.get(id) ?? [];
  const more = confirmation?.doubts.get(id) ?? [];
  const isGraver = (doubt: Doubt): boolean => {
    const known = own.find((other) => other.id === doubt.id);
    return known === undefined || (known.weight === 'note' && doubt.weight === 'weakens');
  };
  const graver = more.filter(isGraver);
  return [...own.filter((doubt) => !graver.some((other) => other.id === doubt.id)), ...graver];
}

interface Case extends Passes {
  readonly cell: GateCell;
  readonly endpoint: Endpoint;
}

function judgeEndpoint(one: Case): EndpointResult {
  const { cell, endpoint, first, confirmation } = one;
  const launches = first.launches.get(cell.id) ?? [];
  const head = launchesOfArm(launches, endpoint, endpoint.arms.head);
  const base = launchesOfArm(launches, endpoint, endpoint.arms.base);
  const figure = { measure: 'wall', quantile: endpoint.quantile } as const;
  const looks = first.looks.get(endpoint.id) ?? [];
  return {
    endpoint,
    ...verdictOf(one),
    doubts: doubtsOf(endpoint.id, one).map(({ id }) => id),
    ratio: ratioAt(looks.at(-1), blockRatios(head, base, figure)),
    base: medianOf(base, endpoint),
    head: medianOf(head, endpoint),
    looks,
    confirmation: confirmation?.looks.get(endpoint.id) ?? [],
  };
}

/** As the last look saw it: what came later is not in it, and its level pays for the looks. */
function ratioAt(look: Look | undefined, ratios: readonly BlockRatio[]): EndpointResult['ratio'] {
  return look === undefined
    ? estimateRatio(ratios)
    : estimateRatio(ratios.slice(0, look.blocks), 1 - 2 * look.alpha);
}

function medianOf(launches: readonly LaunchSummary[], { quantile }: Endpoint): number | null {
  return estimateMedian(launches.flatMap(({ wall }) => wall?.[quantile] ?? []))?.value ?? null;
}

/** A second pass that was cut short leaves a FAIL without confirmation: it is the first that measured nothing where
 * too few blocks make a gate INVALID. */
function againstSecond(confirmation: PassOutcome | null, id: string): readonly Reason[] {
  const reasons = confirmation?.invalid.get(id) ?? [];
  const isWhole = confirmation?.endedBy === 'decided' || confirmation?.endedBy === 'last-look';
  return isWhole ? reasons : reasons.filter(({ rule }) => rule !== nothingMeasured.id);
}

function verdictOf({ endpoint, first, confirmation }: Case): Pick<EndpointResult, 'verdict' | 'reasons'> {
  const { id } = endpoint;
  const invalid = [...(first.invalid.get(id) ?? []), ...againstSecond(confirmation, id)];
  if (invalid.length > 0) return { verdict: 'INVALID', reasons: invalid };
  const look = first.looks.get(id)?.at(-1);
  const again = confirmation?.looks.get(id)?.at(-1);
  if (look?.decision === 'PASS') return { verdict: 'PASS', reasons: [reasonToPass(endpoint, look)] };
  if (look?.decision !== 'FAIL') {
    return { verdict: 'INCONCLUSIVE', reasons: [stillOpen({ endpoint, look, outcome: first })] };
  }
  if (again?.decision === 'FAIL') {
    return { verdict: 'FAIL', reasons: [reasonToFail(endpoint, look, again)] };
  }
  return { verdict: 'INCONCLUSIVE', reasons: [notReproduced({ endpoint, look, again, confirmation })] };
}
