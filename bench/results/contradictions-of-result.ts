// SPDX-License-Identifier: Apache-2.0
// What no schema can say of a result: times are not negative, ratios are positive, percentiles rise, and what was offered
// was completed, late or lost.

import { findContradictionOfHandovers } from './contradictions-of-handovers.ts';
import { findContradictionOfPlayed } from './contradictions-of-played.ts';
import { findContradictionOfSilent } from './contradictions-of-silent.ts';
import { firstFault } from './first-fault.ts';
import type { Estimate, LaunchSummary, Outcomes, Quantiles, Result, Row } from './result.ts';

/** What is wrong first, as "/rows/0/wall/p50 is …", or null. The result has passed its schema. */
export function findContradiction(result: Result): string | null {
  const { rows, launches, crossovers, handovers, played, silent } = result;
  return (
    firstFault(rows, '/rows', rowFault) ??
    firstFault(launches, '/launches', launchFault) ??
    firstFault(crossovers, '/crossovers', ({ at }) => (at !== null && lowestOf(at) < 0 ? 'at is negative' : null)) ??
    inPart('handovers', handovers, findContradictionOfHandovers) ??
    inPart('played', played, findContradictionOfPlayed) ??
    inPart('silent', silent, findContradictionOfSilent)
  );
}

/** A part that a result need not have. */
function inPart<Part>(
  name: string,
  part: Part | undefined,
  find: (part: Part) => string | null,
): string | null {
  const wrong = part === undefined ? null : find(part);
  return wrong === null ? null : `/${name}/${wrong}`;
}

function rowFault(row: Row): string | null {
  const { wall, cpu, capacity } = row;
  const times: readonly (readonly [string, Estimate | null | undefined])[] = [
    ['wall/p50', wall?.p50],
    ['wall/p90', wall?.p90],
    ['wall/p99', wall?.p99],
    ['cpu/p50', cpu?.p50],
    ...Object.entries(capacity ?? {}).map(([name, one]) => [`capacity/${name}`, one as Estimate | null] as const),
  ];
  const negative = times.find(([, estimate]) => estimate != null && lowestOf(estimate) < 0);
  if (negative !== undefined) return `${negative[0]} is negative`;
  const ratios = ['ratioToFloor', 'ratioToReference', 'cpuRatioToReference'] as const;
  const unreal = ratios.find((name) => row[name] !== null && !(lowestOf(row[name]) > 0));
  if (unreal !== undefined) return `${unreal} is not above 0`;
  return outcomesFault(row.outcomes);
}

function lowestOf(estimate: Estimate & { readonly signInterval?: Estimate['interval'] }): number {
  const { value, interval, signInterval } = estimate;
  return Math.min(value, interval?.lo ?? value, signInterval?.lo ?? value);
}

function launchFault({ wall, cpu, roundTrip, outcomes }: LaunchSummary): string | null {
  const wrong = Object.entries({ wall, cpu, roundTrip }).flatMap(([name, quantiles]) => {
    const fault = quantiles === null ? null : quantilesFault(quantiles);
    return fault === null ? [] : [`${name} ${fault}`];
  });
  return wrong[0] ?? outcomesFault(outcomes);
}

function quantilesFault({ p10, p50, p90, p99 }: Quantiles): string | null {
  if (p10 < 0) return 'is negative';
  const rising = [p10, p50, p90, p99].filter((value) => value !== null);
  return rising.every((value, i) => value >= (rising[i - 1] ?? 0)) ? null : 'has percentiles that fall';
}

function outcomesFault(outcomes: Outcomes | undefined): string | null {
  if (outcomes === undefined) return null;
  const { offered, completed, late, lost } = outcomes;
  return offered === completed + late + lost
    ? null
    : `outcomes offer ${String(offered)}, which is not what was completed, late and lost`;
}
