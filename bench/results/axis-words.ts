// SPDX-License-Identifier: Apache-2.0
// What the value of an axis counts: one list of words for the terminal, the reports and the exporters, so that "× 8"
// is never 8 of something else.

import type { AxisParameter, Scenario } from '../../scenarios/scenario.ts';
import { groupedCount } from './grouped-digits.ts';

export interface AxisWords {
  /** Heads a column of points. */
  readonly column: string;
  /** Stands below a chart. */
  readonly axis: string;
  /** Behind a number in a sentence: "up to 8 pairs". */
  readonly unit: string;
  /** What a power law is a power of: "batch^0.98". */
  readonly base: string;
}

export const axisWords: Readonly<Record<AxisParameter, AxisWords>> = {
  batch: {
    column: 'descriptors',
    axis: 'descriptors a transfer',
    unit: 'descriptors a transfer',
    base: 'batch',
  },
  pairs: { column: 'pairs', axis: 'pairs at work at once', unit: 'pairs', base: 'pairs' },
  tableSize: {
    column: 'open at the donor',
    axis: 'descriptors open at the donor',
    unit: 'open descriptors',
    base: 'table',
  },
  donorThreads: {
    column: 'donor threads',
    axis: 'threads of the donor beside the one that gives',
    unit: 'threads',
    base: 'threads',
  },
  capacityPercent: {
    column: 'load',
    axis: 'offered load, % of the capacity',
    unit: '% of the capacity',
    base: 'load',
  },
};

/** The axis of a scenario. Without one, or where the scenario is not known, a point can only be a batch: results of
 * before had no other. */
export function axisOf(scenarios: readonly Scenario[], id: string): AxisParameter {
  const scenario = scenarios.find((one) => one.id === id);
  return (scenario?.class === 'launches' ? scenario.axis?.parameter : undefined) ?? 'batch';
}

/** Behind the name of an arm: "× 16", "× 8 pairs", "× 10,000 open", "at 95 %"; '' without a point. `digits` writes the
 * number: what must stay the same in other people's tools has no separators. */
export function pointBehindName(
  parameter: AxisParameter,
  point: number | null,
  digits: (count: number) => string = groupedCount,
): string {
  if (point === null) return '';
  const counted = listed(parameter, digits(point), point === 1);
  if (parameter === 'capacityPercent') return counted;
  return parameter === 'batch' ? `× ${digits(point)}` : `× ${counted}`;
}

/** Several points in one list: "1, 16 descriptors", "1, 8 pairs", "at 10, 95 %". */
export function pointsInList(parameter: AxisParameter, points: readonly number[]): string {
  return listed(parameter, points.map(groupedCount).join(', '), points.length === 1 && points[0] === 1);
}

/** A single point in a column of its own, whose head says what it counts. */
export function pointInColumn(parameter: AxisParameter, point: number): string {
  return parameter === 'capacityPercent' ? `${groupedCount(point)} %` : groupedCount(point);
}

function listed(parameter: AxisParameter, numbers: string, isOne: boolean): string {
  const plural = isOne ? '' : 's';
  switch (parameter) {
    case 'batch':
      return `${numbers} descriptor${plural}`;
    case 'pairs':
      return `${numbers} pair${plural}`;
    case 'tableSize':
      return `${numbers} open`;
    case 'donorThreads':
      return `${numbers} thread${plural}`;
    case 'capacityPercent':
      return `at ${numbers} %`;
  }
}
