// SPDX-License-Identifier: Apache-2.0
// Every comparison at one descriptor on one page: the ratio to the reference with its interval, for
// each scenario, placement and arm. A mark is filled only where a difference is shown.

import type { Result, Row } from '../../bench/results/result.ts';
import { compareRow } from '../comparison.ts';
import type { Comparison } from '../comparison.ts';
import { printable } from '../escape.ts';
import {
  formatCount,
  formatCountOf,
  formatCountRange,
  formatCoverage,
  formatRatio,
  formatRatioInterval,
} from '../format.ts';
import { growsAlongAxis, offersShares, variesLoad } from '../load-scenarios.ts';
import {
  armOfRow,
  descriptorsOf,
  findScenario,
  headlineScenario,
  placements,
  scenarioIds,
  wordsForPlacement,
} from '../row-lookup.ts';
import { stylesOfArms } from './arm-style.ts';
import { ink } from './theme.ts';
import { chartFile } from './chart.ts';
import type { Chart, ChartKind } from './chart.ts';
import { missingChart } from './missing-chart.ts';
import { ratioForestSpec } from './ratio-forest-spec.ts';
import type { ForestGroup, ForestRow } from './ratio-forest-spec.ts';

const title = 'Ratio to the reference at one descriptor';

export const ratioForest: ChartKind = {
  id: 'ratio-forest',
  make: ({ result }) => {
    const chart = ratioForestChart(result);
    return chart === undefined
      ? { charts: [], missing: [missingChart(result, title, headlineScenario)] }
      : { charts: [chart], missing: [] };
  },
};

/** The forest of a result; undefined when no row has a ratio to its reference. */
export function ratioForestChart(result: Result): Chart | undefined {
  const rows = result.rows.filter((row) => isShown(result, row));
  if (rows.length === 0) return undefined;
  const groups = groupsOf(result, rows);
  const blocks = rows.map((row) => row.blocks);
  const subtitle = `p50 wall time · ${formatCountRange(blocks, 'block')} · ${sampleCounts(result, rows)}`;
  const id = 'ratio-forest';
  return {
    id,
    file: chartFile(id),
    title,
    description: describe(result, rows),
    caption: captionOf(result, rows, subtitle) + elsewhereOf(result),
    spec: ratioForestSpec({
      title,
      subtitle,
      groups,
      axisTitle: 'ratio of p50 to the reference (log); under 1 is cheaper',
      lastTitle: 'to',
    }),
  };
}

function isShown(result: Result, row: Row): boolean {
  const ratio = row.ratioToReference;
  if (hasOwnChart(result, row) || armOfRow(result, row).isFloor) return false;
  return descriptorsOf(result, row) === 1 && ratio !== null && ratio.value > 0;
}

/** Ratios under load span decades: beside them all others would look like 1. */
function hasOwnChart(result: Result, row: Row): boolean {
  const scenario = findScenario(result, row.scenario);
  return variesLoad(scenario) || growsAlongAxis(scenario) || offersShares(scenario);
}

function groupsOf(result: Result, rows: readonly Row[]): readonly ForestGroup[] {
  return scenarioIds(result).flatMap((scenario) => {
    const own = placements.flatMap((placement) =>
      rows.filter((row) => row.scenario === scenario && row.placement === placement),
    );
    return own.length === 0
      ? []
      : [{ heading: printable(scenario), rows: own.map((row) => forestRow(result, row)) }];
  });
}

function forestRow(result: Result, row: Row): ForestRow {
  const { value, interval } = row.ratioToReference ?? { value: 1, interval: null };
  const [style] = stylesOfArms([armOfRow(result, row)]);
  const comparison = compareRow(result, row);
  const shown = isWithoutLine(comparison) ? null : interval;
  return {
    label: printable(row.arm),
    place: wordsForPlacement(row.placement),
    value,
    interval: shown,
    last: printable(row.reference ?? 'reference'),
    number: `${formatRatio(value)}  ${behindRatio(comparison, shown)}`,
    mark: marks[comparison],
    colour: style?.colour ?? ink,
    shape: style?.shape ?? 'circle',
  };
}

/** What failed its oracle has no line either: it would look like a number that counts. */
export function isWithoutLine(comparison: Comparison): boolean {
  return comparison === 'no-interval' || comparison === 'unsound';
}

/** What stands behind the ratio in its column. */
export function behindRatio(comparison: Comparison, shown: ForestRow['interval']): string {
  if (comparison === 'unsound') return 'oracle failed';
  return shown === null ? 'no interval' : `(${formatRatioInterval(shown.lo, shown.hi)})`;
}

/** How a comparison is marked: filled only where a difference is shown. */
export const marks: Readonly<Record<Comparison, ForestRow['mark']>> = {
  less: 'filled',
  more: 'filled',
  'none-shown': 'hollow',
  'intervals-disagree': 'hollow',
  'among-many': 'hollow',
  weakened: 'hollow',
  'no-interval': 'unknown',
  unsound: 'unknown',
};

function sampleCounts(result: Result, rows: readonly Row[]): string {
  const shown = new Set(rows.map((row) => JSON.stringify([row.scenario, row.placement, row.point])));
  const launches = result.launches.filter(
    (each) => each.status === 'ok' && shown.has(JSON.stringify([each.scenario, each.placement, each.point])),
  );
  const samples = launches.reduce((sum, launch) => sum + (launch.wall?.n ?? 0), 0);
  return `n = ${formatCountOf(samples, 'sample')}, ${formatCountOf(launches.length, 'launch', 'launches')} in all`;
}

function captionOf(result: Result, rows: readonly Row[], counts: string): string {
  const isUnsound = rows.some((row) => compareRow(result, row) === 'unsound');
  const coverages = rows.flatMap((row) => row.ratioToReference?.interval?.coverage ?? []);
  const meaning =
    coverages.length === 0
      ? 'There are too few blocks for intervals: these ratios claim nothing.'
      : 'The mark is the Hodges–Lehmann estimate over blocks of the ratio within a block, the line its ' +
        `signed-rank interval (coverage at least ${formatCoverage(Math.min(...coverages))}).`;
  return (
    `${meaning} Filled: a difference is shown, of an exploratory ratio it looks so; this interval and the sign test's leave 1 out, no doubt weakens ` +
    'the number, and it holds among all that were compared. Hollow: no difference is shown. An open cross: too ' +
    `few blocks for an interval${isUnsound ? ', or the oracle failed' : ''}. ${declaredOf(rows)} Counts: ${counts}. The floor is left out: it moves no descriptor.`
  );
}

function elsewhereOf(result: Result): string {
  const isElsewhere = result.rows.some((row) => row.ratioToReference !== null && hasOwnChart(result, row));
  return isElsewhere ? ' Scenarios under load have charts of their own.' : '';
}

export function declaredOf(rows: readonly Row[]): string {
  const count = rows.filter(({ declared }) => declared).length;
  return `Declared before the run: ${formatCount(count)} of ${formatCount(rows.length)}; the others are exploratory.`;
}

function describe(result: Result, rows: readonly Row[]): string {
  const verdicts = rows.map((row) => compareRow(result, row));
  const count = (wanted: Comparison): number => verdicts.filter((verdict) => verdict === wanted).length;
  const unsound = count('unsound');
  const hollow = verdicts.filter((verdict) => marks[verdict] === 'hollow').length;
  return (
    `Forest of ${formatCount(rows.length)} ratios to the reference with intervals, logarithmic axis, line at 1. ` +
    `Below 1: ${count('less')}; above 1: ${count('more')}; no difference shown: ${hollow}; ` +
    `without interval: ${count('no-interval')}${unsound === 0 ? '' : `; oracle failed: ${formatCount(unsound)}`}. The numbers are in the table.`
  );
}
