// SPDX-License-Identifier: Apache-2.0
// The ratio of every run as a forest, a row a run: one chart of the headline scenario, one of the batch sizes of each
// placement. A mark is filled only where that run's own report would show a difference.

import { pointBehindName } from '../../bench/results/axis-words.ts';
import type { Row } from '../../bench/results/result.ts';
import type { Chart } from '../charts/chart.ts';
import { chartFile } from '../charts/chart.ts';
import { stylesOfArms } from '../charts/arm-style.ts';
import { behindRatio, declaredOf, isWithoutLine, marks } from '../charts/ratio-forest.ts';
import { ratioForestSpec } from '../charts/ratio-forest-spec.ts';
import type { ForestGroup, ForestRow } from '../charts/ratio-forest-spec.ts';
import { ink } from '../charts/theme.ts';
import { compareRow } from '../comparison.ts';
import { fileNamePart, printable } from '../escape.ts';
import { formatCountOf, formatCountRange, formatCoverage, formatRatio } from '../format.ts';
import {
  armOfRow,
  axisOfScenario,
  batchScenario,
  headlineScenario,
  wordsForPlacement,
} from '../row-lookup.ts';
import type { Cell } from '../row-lookup.ts';
import type { ComparedRun, RowKey } from './compared-run.ts';
import { rowKeys, sameRow } from './compared-run.ts';

/** None where no cell of these scenarios has a ratio. */
export function ratioCharts(runs: readonly ComparedRun[], cells: readonly Cell[]): readonly Chart[] {
  const headline = cells.filter(({ scenario }) => scenario === headlineScenario);
  const batches = cells.filter(({ scenario }) => scenario === batchScenario);
  return [
    chartOf(runs, headline, {
      id: 'compare-one-descriptor',
      title: 'Ratio to the reference in each run, one descriptor',
    }),
    ...batches.map((cell) =>
      chartOf(runs, [cell], {
        id: `compare-batch-${fileNamePart(cell.placement)}`,
        title: `Ratio to the reference in each run, by batch, ${wordsForPlacement(cell.placement)}`,
      }),
    ),
  ].filter((chart) => chart !== undefined);
}

interface Compared {
  readonly run: ComparedRun;
  readonly row: Row;
  readonly ratio: NonNullable<Row['ratioToReference']>;
}

function chartOf(
  runs: readonly ComparedRun[],
  cells: readonly Cell[],
  { id, title }: Pick<Chart, 'id' | 'title'>,
): Chart | undefined {
  const keyed = cells
    .flatMap((cell) => rowKeys(runs, cell))
    .map((key) => ({ key, compared: comparedIn(runs, key) }))
    .filter(({ compared }) => compared.length > 0);
  const all = keyed.flatMap(({ compared }) => compared);
  if (all.length === 0) return undefined;
  const blocks = formatCountRange(
    all.map(({ row }) => row.blocks),
    'block',
  );
  return {
    id,
    file: chartFile(id),
    title,
    description: describe(keyed.flatMap(({ key, compared }) => compared.map((one) => ({ key, ...one })))),
    caption: captionOf(all, blocks),
    spec: ratioForestSpec({
      title,
      subtitle: `p50, within each run's blocks · ${blocks} · ${countsOf(all)}`,
      groups: keyed.map(({ key, compared }) => groupOf(runs, key, compared)),
      axisTitle: 'ratio of p50 to the reference (log); under 1 is cheaper',
      lastTitle: 'to',
    }),
  };
}

/** The floor moves no descriptor, so its ratio answers nothing here. */
function comparedIn(runs: readonly ComparedRun[], key: RowKey): readonly Compared[] {
  return runs.flatMap((run) => {
    const row = sameRow(run, key);
    const ratio = row?.ratioToReference;
    if (row === undefined || ratio == null || !(ratio.value > 0) || armOfRow(run.result, row).isFloor)
      return [];
    return [{ run, row, ratio }];
  });
}

function groupOf(runs: readonly ComparedRun[], key: RowKey, compared: readonly Compared[]): ForestGroup {
  return { heading: nameOf(runs[0], key), rows: compared.map(forestRow) };
}

function nameOf(run: ComparedRun | undefined, { scenario, arm, point, placement }: RowKey): string {
  const behind = run === undefined ? '' : pointBehindName(axisOfScenario(run.result, scenario), point);
  return point === null
    ? `${printable(arm)}, ${wordsForPlacement(placement)}`
    : `${printable(arm)} ${behind}`;
}

function forestRow({ run, row, ratio }: Compared): ForestRow {
  const verdict = compareRow(run.result, row);
  const [style] = stylesOfArms([armOfRow(run.result, row)]);
  const interval = isWithoutLine(verdict) ? null : ratio.interval;
  return {
    label: `${run.letter}: ${printable(run.folder)}`,
    place: formatCountOf(row.blocks, 'block'),
    value: ratio.value,
    interval,
    number: `${formatRatio(ratio.value)}  ${behindRatio(verdict, interval)}`,
    last: printable(row.reference ?? 'reference'),
    mark: marks[verdict],
    colour: style?.colour ?? ink,
    shape: style?.shape ?? 'circle',
  };
}

function countsOf(all: readonly Compared[]): string {
  const cells = new Map(
    all.map((one) => [
      JSON.stringify([one.run.letter, one.row.scenario, one.row.placement, one.row.point]),
      one,
    ]),
  );
  const launches = [...cells.values()].flatMap(({ run, row }) =>
    run.result.launches.filter(
      (each) =>
        each.status === 'ok' &&
        each.scenario === row.scenario &&
        each.placement === row.placement &&
        each.point === row.point,
    ),
  );
  const samples = launches.reduce((sum, { wall }) => sum + (wall?.n ?? 0), 0);
  return `n = ${formatCountOf(samples, 'sample')}, ${formatCountOf(launches.length, 'launch', 'launches')} in all`;
}

function captionOf(all: readonly Compared[], blocks: string): string {
  const coverages = all.flatMap(({ ratio }) => ratio.interval?.coverage ?? []);
  const meaning =
    coverages.length === 0
      ? 'There are too few blocks for intervals: these ratios claim nothing.'
      : `The mark is the Hodges–Lehmann estimate over the blocks of that run, the line its signed-rank interval (coverage at least ${formatCoverage(Math.min(...coverages))}).`;
  return `${meaning} Each row is a ratio within one run (${blocks}); none is a ratio between runs. Filled: that run's own report shows a difference. Hollow: it shows none. An open cross: no interval, or the oracle failed. ${declaredOf(all.map(({ row }) => row))} Counts: ${countsOf(all)}.`;
}

function describe(all: readonly (Compared & { readonly key: RowKey })[]): string {
  const rows = all.map(
    ({ run, key, ratio }) => `${nameOf(run, key)}, ${run.letter}: ${formatRatio(ratio.value)}`,
  );
  return `Forest of ratios to the reference with intervals, a row a run, logarithmic axis, line at 1. ${rows.join('; ')}.`;
}
