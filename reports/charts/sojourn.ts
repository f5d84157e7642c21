// SPDX-License-Identifier: Apache-2.0
// How long a transfer stays, from when it is due, as the offered load comes near the capacity. The closed loop of the
// same blocks is drawn beside: it never waits for itself, and what it does not see is coordinated omission.

import type { Outcomes, Result, Row } from '../../bench/results/result.ts';
import { axisWords, pointBehindName } from '../../bench/results/axis-words.ts';
import type { LaunchScenario, Placement } from '../../scenarios/scenario.ts';
import { fileNamePart, printable } from '../escape.ts';
import { formatCount, formatDuration } from '../format.ts';
import { offersShares } from '../load-scenarios.ts';
import { armOfRow, rowsOfCell, wordsForPlacement } from '../row-lookup.ts';
import { labelsOfArms } from './arm-label.ts';
import { stylesOfArms } from './arm-style.ts';
import { barsSentence, countsOfCell } from './axis-cost.ts';
import type { Along, Mark } from './axis-panel.ts';
import { armLayers, markOf, nsPerTick } from './axis-panel.ts';
import type { Chart, ChartKind } from './chart.ts';
import { chartFile } from './chart.ts';
import { chartsOfCells } from './charts-of-cells.ts';
import { gridRows, quantileGrid } from './quantile-grid.ts';
import type { GridRow } from './quantile-grid.ts';

export const sojourn: ChartKind = {
  id: 'sojourn',
  make: ({ result }) => chartsOfCells(result, { isOfKind: offersShares, draw: sojournChart, titleOf }),
};

/** undefined without at least two loads. The floor is left out: it moves no descriptor. */
export function sojournChart(
  result: Result,
  scenario: LaunchScenario,
  placement: Placement,
): Chart | undefined {
  const cell = { scenario: scenario.id, placement };
  const rows = rowsOfCell(result, cell).filter((row) => row.point !== null && !armOfRow(result, row).isFloor);
  const drawnRows = quantilesOf(result, rows);
  const points = drawnRows.flatMap(({ panels }) =>
    panels.flatMap(({ marks }) => marks.map(({ point }) => point)),
  );
  if (new Set(points).size < 2) return undefined;
  const id = `sojourn-${fileNamePart(scenario.id)}-${fileNamePart(placement)}`;
  const title = titleOf(scenario, placement);
  const counts = countsOfCell(result, cell, rows);
  const drawn = drawnRows.map(({ quantile }) => quantile).join(' and ');
  const along = alongOf(result, rows, points);
  return {
    id,
    file: chartFile(id),
    title,
    description: `${drawn} of the time from due to holding against the offered load, logarithmic time. ${endsOf(result, rows)}.`,
    caption: [
      `Median over launches of the ${drawn} of the time from when a transfer is due until it is held, against the offered load, a column for each mechanism on the same scale: ${counts}.`,
      barsSentence(rows.flatMap((row) => [row.wall?.p50, row.wall?.p99])),
      closedLoopSentence(result, rows),
      outcomeSentence(rows),
    ].join(' '),
    spec: quantileGrid({
      title,
      subtitle: counts,
      quantityOf: 'from due to holding',
      rows: drawnRows,
      layersOf: (marks, quantity) => armLayers(along, marks, quantity),
    }),
  };
}

function titleOf({ id }: LaunchScenario, placement: Placement): string {
  return `${printable(id)}: how long a transfer stays, ${wordsForPlacement(placement)}`;
}

function quantilesOf(result: Result, rows: readonly Row[]): readonly GridRow<Mark>[] {
  const labels = labelsOf(result, rows);
  const mechanisms = [...new Set(armsOf(result, rows).map(({ mechanism }) => mechanism))];
  return gridRows(mechanisms, (mechanism, estimateOf) =>
    rows
      .filter((row) => armOfRow(result, row).mechanism === mechanism)
      .flatMap((row) => {
        const at = { label: labels.get(row.arm) ?? '', point: row.point ?? 0 };
        return markOf(at, estimateOf(row) ?? null, nsPerTick) ?? [];
      }),
  );
}

function labelsOf(result: Result, rows: readonly Row[]): ReadonlyMap<string, string> {
  return labelsOfArms(armsOf(result, rows));
}

function armsOf(result: Result, rows: readonly Row[]): ReturnType<typeof armOfRow>[] {
  return [...new Map(rows.map((row) => [row.arm, armOfRow(result, row)])).values()];
}

function alongOf(result: Result, rows: readonly Row[], points: readonly number[]): Along {
  const arms = armsOf(result, rows);
  const labels = labelsOf(result, rows);
  return {
    axisTitle: axisWords.capacityPercent.axis,
    isLog: false,
    points,
    labels: arms.map((arm) => labels.get(arm.id) ?? ''),
    styles: stylesOfArms(arms),
  };
}

/** The arms that others are divided by: the same mechanism in the first variant, which is the closed loop. */
function closedLoopSentence(result: Result, rows: readonly Row[]): string {
  const references = [...new Set(rows.flatMap(({ reference }) => reference ?? []))];
  const names = references.filter((id) => rows.some((row) => row.arm === id));
  if (names.length === 0) return '';
  const labels = labelsOf(result, rows);
  const listed = names.map((id) => labels.get(id) ?? '').join(', ');
  return `${listed}: the next transfer is due when the last one is over, so no wait for an earlier one is in it; how far the lines by schedule lie above it is what a closed loop omits.`;
}

/** What percentiles cannot show: transfers that were late or lost. */
function outcomeSentence(rows: readonly Row[]): string {
  const told = rows.flatMap(({ arm, point, outcomes }) =>
    outcomes === undefined ? [] : [{ name: nameOf(arm, point), outcomes }],
  );
  if (told.length === 0) return 'Transfers had all the time in the world: none was counted as late or lost.';
  const some = told.filter(({ outcomes }) => outcomes.late + outcomes.lost > 0);
  if (some.length === 0) return 'No transfer was late or lost.';
  const words = ({ offered, late, lost }: Outcomes): string =>
    `${formatCount(late)} late and ${formatCount(lost)} lost of ${formatCount(offered)}`;
  return `What was lost counts as longest; where a percentile lies among it, there is no point. Beside the lines stand ${some
    .map(({ name, outcomes }) => `${name}: ${words(outcomes)}`)
    .join('; ')}.`;
}

function endsOf(result: Result, rows: readonly Row[]): string {
  const labels = labelsOf(result, rows);
  return [...labels]
    .map(([id, label]) => {
      const own = rows.filter((row) => row.arm === id && row.wall !== null);
      const ends = [own.at(0), own.at(-1)].map((row) => {
        const tail = row?.wall?.p99 ?? row?.wall?.p50;
        return tail == null ? '' : `${formatDuration(tail.value)} ${nameOf('', row?.point ?? null)}`;
      });
      return `${label}: ${ends.join(', ')}`;
    })
    .join('; ');
}

function nameOf(arm: string, point: number | null): string {
  return `${printable(arm)} ${pointBehindName('capacityPercent', point)}`.trim();
}
