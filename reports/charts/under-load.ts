// SPDX-License-Identifier: Apache-2.0
// What a transfer takes while the donor or the machine has other work: for each scenario and placement one group of
// rows a step of load, the median with its interval and how far the tail reaches.

import type { Result, Row } from '../../bench/results/result.ts';
import { measureOf } from '../../bench/results/measure-words.ts';
import type { LaunchScenario, Placement } from '../../scenarios/scenario.ts';
import { fileNamePart, printable } from '../escape.ts';
import { formatCount, formatDuration, formatDurationInterval, noNumber } from '../format.ts';
import { variesLoad } from '../load-scenarios.ts';
import { weakeningDoubts } from '../row-doubts.ts';
import { armOfRow, rowsOfCell, wordsForPlacement } from '../row-lookup.ts';
import { stylesOfArms } from './arm-style.ts';
import { ink } from './theme.ts';
import { barsSentence, countsOfCell } from './axis-cost.ts';
import { nsPerTick, timeTicks } from './axis-panel.ts';
import type { Chart, ChartKind } from './chart.ts';
import { chartFile } from './chart.ts';
import { chartsOfCells } from './charts-of-cells.ts';
import { ratioForestSpec } from './ratio-forest-spec.ts';
import type { ForestGroup, ForestRow } from './ratio-forest-spec.ts';

export const underLoad: ChartKind = {
  id: 'under-load',
  make: ({ result }) => chartsOfCells(result, { isOfKind: variesLoad, draw: underLoadChart, titleOf }),
};

/** undefined where no arm has a median. */
export function underLoadChart(
  result: Result,
  scenario: LaunchScenario,
  placement: Placement,
): Chart | undefined {
  const cell = { scenario: scenario.id, placement };
  const rows = rowsOfCell(result, cell).filter((row) => row.wall !== null || row.outcomes !== undefined);
  if (rows.every(({ wall }) => wall === null)) return undefined;
  const id = `under-load-${fileNamePart(scenario.id)}-${fileNamePart(placement)}`;
  const title = titleOf(scenario, placement);
  const counts = countsOfCell(result, cell, rows);
  const { ofOne } = measureOf(scenario);
  return {
    id,
    file: chartFile(id),
    title,
    description: `${ofOne} by step of load, logarithmic. ${rows.map((row) => wordsOf(row)).join('; ')}.`,
    caption:
      `Median over launches of the p50 of the ${ofOne}: ${counts}. ` +
      `${barsSentence(rows.map((row) => row.wall?.p50))} The thin line reaches to the p99, where a launch has samples ` +
      'enough for one. Hollow: a doubt weakens the number. What was lost counts as longest; how many were late or ' +
      'lost stands in the table.',
    spec: ratioForestSpec({
      title,
      subtitle: counts,
      groups: groupsOf(result, scenario, rows),
      axisTitle: `${ofOne} (log)`,
      numberTitle: 'p50 (interval)',
      lastTitle: 'p99',
      line: null,
      ticks: timeTicks,
      // Each says its unit, which takes room.
      wantedTicks: 3,
    }),
  };
}

function titleOf({ id }: LaunchScenario, placement: Placement): string {
  return `${printable(id)}: by step of load, ${wordsForPlacement(placement)}`;
}

/** Steps in the order of the scenario; what only the rows know comes last. */
function groupsOf(
  result: Result,
  { variants }: LaunchScenario,
  rows: readonly Row[],
): readonly ForestGroup[] {
  const variantOf = (row: Row): string => armOfRow(result, row).variant;
  const steps = [...new Set([...variants.map(({ label }) => label), ...rows.map(variantOf)])];
  return steps.flatMap((step) => {
    const own = rows.filter((row) => variantOf(row) === step);
    const heading = step === '' ? 'all steps' : printable(step);
    return own.length === 0 ? [] : [{ heading, rows: own.map((row) => forestRow(result, row)) }];
  });
}

function forestRow(result: Result, row: Row): ForestRow {
  const arm = armOfRow(result, row);
  const [style] = stylesOfArms([arm]);
  const { wall } = row;
  const { interval = null } = wall?.p50 ?? {};
  const tail = wall?.p99?.value ?? null;
  const inTicks = (ns: number): number => ns / nsPerTick;
  return {
    label: printable(arm.mechanism),
    place: wordsForPlacement(row.placement),
    value: wall === null ? null : inTicks(wall.p50.value),
    interval: interval && { lo: inTicks(interval.lo), hi: inTicks(interval.hi) },
    outer: wall === null || tail === null ? null : { lo: inTicks(wall.p50.value), hi: inTicks(tail) },
    number: numberOf(row),
    last: tail === null ? noNumber : formatDuration(tail),
    mark: interval === null ? 'unknown' : weakeningDoubts(result, row).length > 0 ? 'hollow' : 'filled',
    colour: style?.colour ?? ink,
    shape: style?.shape ?? 'circle',
  };
}

function numberOf({ wall, outcomes }: Row): string {
  if (wall === null)
    return `${formatCount(outcomes?.lost ?? 0)} of ${formatCount(outcomes?.offered ?? 0)} lost`;
  const { value, interval } = wall.p50;
  const range = interval === null ? 'no interval' : `(${formatDurationInterval(interval.lo, interval.hi)})`;
  return `${formatDuration(value)}  ${range}`;
}

function wordsOf(row: Row): string {
  return `${printable(row.arm)}: ${row.wall === null ? 'most lost' : formatDuration(row.wall.p50.value)}`;
}
