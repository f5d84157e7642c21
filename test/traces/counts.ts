// SPDX-License-Identifier: Apache-2.0
// What an article counts: launches, samples, blocks, rows of a kind. Counted here anew from the result.

import type { LaunchSummary, RatioEstimate, Result, Row } from '../../bench/results/result.ts';
import { alikeRatios } from '../../reports/alike-ratios.ts';
import { formatBytes, formatCount, formatDuration } from '../../reports/format.ts';
import { growsAlongAxis, offersShares, variesLoad } from '../../reports/load-scenarios.ts';
import { armOfRow, descriptorsOf, findScenario } from '../../reports/row-lookup.ts';

/** Launches and samples of each cell and each arm, and the blocks and points of the cells. */
export function countsOfCells(
  result: Result,
  rows: readonly Row[],
  isHere: (place: Pick<Row, 'scenario' | 'placement'>) => boolean,
): readonly string[] {
  const cells = result.cells.filter(isHere);
  const groups = new Map<string, LaunchSummary[]>();
  for (const launch of result.launches.filter(isHere)) {
    const cell = `${launch.scenario} ${launch.placement}`;
    const ofMoving = armOfRow(result, launch).isFloor ? [] : [`${cell}, less its floors`];
    for (const key of [cell, `${cell} ${launch.arm}`, ...ofMoving]) {
      groups.set(key, [...(groups.get(key) ?? []), launch]);
    }
  }
  return [
    ...[...groups.values()].flatMap(launchesAndSamples),
    ...rows.map(({ blocks }) => formatCount(blocks)),
    ...cells.flatMap(({ blocks, points }) => [blocks, points?.length ?? 1].map(formatCount)),
  ];
}

/** Of the run as a whole, and of what two charts choose from it. */
export function countsOfRun(result: Result): readonly string[] {
  const { rows, launches, doubts, environment, run, samples } = result;
  const [moving, compared] = [
    rows.filter((row) => !armOfRow(result, row).isFloor),
    rows.filter(({ ratioToReference }) => ratioToReference !== null),
  ];
  const checked = launches.filter((one) => one.oracle !== 'not-run' && !armOfRow(result, one).isFloor);
  const alike = alikeRatios(result);
  const placesAlike = new Set(alike.map(armPlace));
  const atOne = compared.filter((row) => isAtOne(result, row));
  const placesAtOne = new Set(atOne.map(pointPlace));
  return [
    ...launchesAndSamples(launches.filter((one) => placesAlike.has(armPlace(one)))),
    ...launchesAndSamples(launches.filter((one) => placesAtOne.has(pointPlace(one)))),
    ...alike.flatMap(({ ratio }) => formatCount(ratio.blocks)),
    ...[launches, moving, compared, checked, alike, atOne, doubts].map(({ length }) => formatCount(length)),
    // Of arms with themselves: those that leave 1 out, and the others.
    ...[true, false].map((leaves) =>
      formatCount(alike.filter(({ ratio }) => leavesOneOut(ratio) === leaves).length),
    ),
    ...[
      moving.filter(({ blocks }) => blocks < 20),
      compared.filter(({ declared }) => declared),
      doubts.filter(({ weight }) => weight === 'weakens'),
    ].map(({ length }) => formatCount(length)),
    String(run.seed),
    formatCount(environment.cpu.allowed.length),
    formatBytes(samples.bytes),
  ];
}

/** As the table of the machine shows them. */
export function numbersOfMachine({ environment }: Result): readonly string[] {
  const found: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value === 'number') {
      found.push(String(value), formatCount(value), formatBytes(value), formatDuration(value));
    } else if (typeof value === 'string' && /^\d+$/.test(value)) found.push(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit);
  };
  visit(environment);
  return found;
}

function leavesOneOut({ interval, signInterval }: RatioEstimate): boolean {
  const ends = [interval, signInterval].flatMap((one) => (one === null ? [] : [one.lo, one.hi]));
  return ends.length > 0 && (ends.every((end) => end > 1) || ends.every((end) => end < 1));
}

function launchesAndSamples(launches: readonly LaunchSummary[]): readonly string[] {
  const ok = launches.filter(({ status }) => status === 'ok');
  return [ok.length, ok.reduce((sum, { wall }) => sum + (wall?.n ?? 0), 0)].map(formatCount);
}

function isAtOne(result: Result, row: Row): boolean {
  const scenario = findScenario(result, row.scenario);
  const isElsewhere = variesLoad(scenario) || growsAlongAxis(scenario) || offersShares(scenario);
  return !isElsewhere && !armOfRow(result, row).isFloor && descriptorsOf(result, row) === 1;
}

type Place = Pick<Row, 'scenario' | 'placement' | 'point' | 'arm'>;

function armPlace({ scenario, placement, point, arm }: Place): string {
  return JSON.stringify([scenario, placement, point, arm]);
}

function pointPlace({ scenario, placement, point }: Place): string {
  return JSON.stringify([scenario, placement, point]);
}
