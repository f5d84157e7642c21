// SPDX-License-Identifier: Apache-2.0
// What the charts of a cost along an axis say about it, whichever axis it is: points, counts, intervals, the way of
// each line in words.

import type { AxisParameter } from '../../scenarios/scenario.ts';
import { axisWords, pointInColumn } from '../../bench/results/axis-words.ts';
import type { Arm, Estimate, Result, Row } from '../../bench/results/result.ts';
import { formatCountOf, formatCountRange, formatCoverage } from '../format.ts';
import type { Cell } from '../row-lookup.ts';
import { armOfRow } from '../row-lookup.ts';
import { labelsOfArms } from './arm-label.ts';
import { stylesOfArms } from './arm-style.ts';
import type { Along } from './axis-panel.ts';
import type { CostPoint } from './axis-cost-spec.ts';

export interface AxisCosts {
  readonly points: readonly CostPoint[];
  readonly along: Along;
}

/** What is drawn of a row; undefined where it has no such number. */
export type CostOfRow = (
  row: Row,
) => { readonly cost: Estimate; readonly ratio: Estimate | null } | undefined;

/** undefined without at least two points. The ratio of a floor is left out: it moves no descriptor. */
export function axisCosts(
  result: Result,
  rows: readonly Row[],
  axis: AxisParameter,
  costOf: CostOfRow,
): AxisCosts | undefined {
  const arms = new Map(rows.map((row) => [row.arm, armOfRow(result, row)]));
  const labels = labelsOfArms([...arms.values()]);
  const points = rows.flatMap((row): CostPoint[] => {
    const found = costOf(row);
    if (row.point === null || found === undefined || !(found.cost.value > 0)) return [];
    const ratio = arms.get(row.arm)?.isFloor === true ? null : found.ratio;
    return [{ label: labels.get(row.arm) ?? '', point: row.point, cost: found.cost, ratio }];
  });
  if (new Set(points.map(({ point }) => point)).size < 2) return undefined;
  const drawn = new Set(points.map(({ label }) => label));
  const shown = [...arms.values()].filter((arm) => drawn.has(labels.get(arm.id) ?? ''));
  return { points, along: alongOf(shown, labels, points, axis) };
}

function alongOf(
  arms: readonly Arm[],
  labels: ReadonlyMap<string, string>,
  points: readonly CostPoint[],
  axis: AxisParameter,
): Along {
  return {
    axisTitle: axisWords[axis].axis,
    isLog: true,
    points: points.map(({ point }) => point),
    labels: arms.map((arm) => labels.get(arm.id) ?? ''),
    styles: stylesOfArms(arms),
  };
}

/** "n = 198,000 samples from 660 launches in all; 20 blocks". */
export function countsOfCell(result: Result, { scenario, placement }: Cell, rows: readonly Row[]): string {
  const launches = result.launches.filter(
    (launch) => launch.scenario === scenario && launch.placement === placement && launch.status === 'ok',
  );
  const samples = launches.reduce((sum, launch) => sum + (launch.wall?.n ?? 0), 0);
  const blocks = formatCountRange(
    rows.map((row) => row.blocks),
    'block',
  );
  return `n = ${formatCountOf(samples, 'sample')} from ${formatCountOf(launches.length, 'launch', 'launches')} in all; ${blocks}`;
}

export function barsSentence(estimates: readonly (Estimate | null | undefined)[]): string {
  const coverages = estimates.flatMap((estimate) => estimate?.interval?.coverage ?? []);
  return coverages.length === 0
    ? 'Too few blocks for any interval, so nothing is claimed.'
    : `Bars are sign-test intervals over blocks (coverage at least ${formatCoverage(Math.min(...coverages))}); ` +
        'many are shorter than their mark.';
}

export const ratioPanelSentence =
  'Lower panel: ratio to the reference in the same block (Hodges–Lehmann, signed-rank intervals); under 1 is ' +
  'cheaper than the reference. Exploratory: what can be claimed is in the text.';

/** "scm_rights: 5.66 µs at 1, 2.11 ms at 10,000; …", for those who do not see the lines. */
export function endsOfLines(
  points: readonly CostPoint[],
  axis: AxisParameter,
  format: (value: number) => string,
): string {
  const labels = [...new Set(points.map(({ label }) => label))];
  return labels
    .map((label) => {
      const own = points.filter((point) => point.label === label).sort((a, b) => a.point - b.point);
      const ends = [own.at(0), own.at(-1)].map((point) =>
        point === undefined ? '' : `${format(point.cost.value)} at ${pointInColumn(axis, point.point)}`,
      );
      return `${label}: ${ends.join(', ')}`;
    })
    .join('; ');
}
