// SPDX-License-Identifier: Apache-2.0
// What zero looks like: each arm against itself in neighbouring blocks. How far these lie from 1, and how wide they are,
// is the measure for every other forest of this report.

import { intervalLevel, minimumBlocks } from '../../bench/stats/estimate.ts';
import { axisWords, pointInColumn } from '../../bench/results/axis-words.ts';
import type { Result } from '../../bench/results/result.ts';
import { alikeRatios } from '../alike-ratios.ts';
import type { AlikeRatio } from '../alike-ratios.ts';
import { chanceLevel, judgeAlike, showsDifference } from '../alike-verdict.ts';
import { printable } from '../escape.ts';
import {
  formatCount,
  formatCountOf,
  formatCountRange,
  formatCoverage,
  formatRatio,
  formatRatioInterval,
} from '../format.ts';
import { armOfRow, axisOfScenario, wordsForPlacement } from '../row-lookup.ts';
import { stylesOfArms } from './arm-style.ts';
import { ink } from './theme.ts';
import { chartFile } from './chart.ts';
import type { Chart, ChartKind } from './chart.ts';
import { ratioForestSpec } from './ratio-forest-spec.ts';
import type { ForestGroup, ForestRow } from './ratio-forest-spec.ts';

const id = 'alike';
/** Where the section finds it. */
export const alikeFile = chartFile(id);
const title = 'What zero looks like: each arm against itself';

export const alike: ChartKind = {
  id,
  make: ({ result }) => {
    const chart = alikeChart(result);
    return { charts: chart === undefined ? [] : [chart], missing: [] };
  },
};

/** undefined where no arm has two neighbouring blocks. */
export function alikeChart(result: Result): Chart | undefined {
  const ratios = alikeRatios(result);
  if (ratios.length === 0) return undefined;
  const counts = countsOf(result, ratios);
  return {
    id,
    file: alikeFile,
    title,
    description: describe(ratios),
    caption: captionOf(ratios, counts),
    spec: ratioForestSpec({
      title,
      subtitle: counts,
      groups: groupsOf(result, ratios),
      axisTitle: 'ratio of p50 to the block beside it (log)',
      lastTitle: 'from',
    }),
  };
}

function groupsOf(result: Result, ratios: readonly AlikeRatio[]): readonly ForestGroup[] {
  return [...new Set(ratios.map(({ scenario }) => scenario))].map((scenario) => ({
    heading: headingOf(result, scenario, ratios),
    rows: ratios.filter((each) => each.scenario === scenario).map((each) => forestRow(result, each)),
  }));
}

function headingOf(result: Result, scenario: string, ratios: readonly AlikeRatio[]): string {
  const isSized = ratios.some((each) => each.scenario === scenario && each.point !== null);
  const by = isSized ? `, by ${axisWords[axisOfScenario(result, scenario)].axis}` : '';
  return printable(scenario) + by;
}

function forestRow(result: Result, { scenario, placement, arm, point, ratio }: AlikeRatio): ForestRow {
  const [style] = stylesOfArms([armOfRow(result, { scenario, placement, arm })]);
  const { value, interval, blocks } = ratio;
  const size = point === null ? '' : `${pointInColumn(axisOfScenario(result, scenario), point)}, `;
  return {
    label: printable(arm),
    place: size + wordsForPlacement(placement),
    value,
    interval,
    number: `${formatRatio(value)}  ${interval === null ? 'no interval' : `(${formatRatioInterval(interval.lo, interval.hi)})`}`,
    last: formatCountOf(blocks, 'pair'),
    mark: interval === null ? 'unknown' : showsDifference(ratio) ? 'filled' : 'hollow',
    colour: style?.colour ?? ink,
    shape: style?.shape ?? 'circle',
  };
}

/** Of all blocks from which a pair may come. */
function countsOf(result: Result, ratios: readonly AlikeRatio[]): string {
  const keys = new Set(ratios.map(keyOf));
  const launches = result.launches.filter((launch) => launch.status === 'ok' && keys.has(keyOf(launch)));
  const samples = launches.reduce((sum, { wall }) => sum + (wall?.n ?? 0), 0);
  const pairs = ratios.map(({ ratio }) => ratio.blocks);
  return `n = ${formatCountOf(samples, 'sample')} from ${formatCountOf(launches.length, 'launch', 'launches')}; ${formatCountRange(pairs, 'pair')} of blocks`;
}

function keyOf({ scenario, placement, point, arm }: Omit<AlikeRatio, 'ratio'>): string {
  return JSON.stringify([scenario, placement, point, arm]);
}

function captionOf(ratios: readonly AlikeRatio[], counts: string): string {
  const { judged, mostByChance } = judgeAlike(ratios);
  const coverages = judged.flatMap(({ ratio }) => ratio.interval?.coverage ?? []);
  const what = `p50 of an arm in one block over its p50 in the block beside it (blocks 0/1, 3/2, 4/5, …, so that a steady drift cancels): ${counts}.`;
  if (coverages.length === 0) {
    return `${what} No arm has ${formatCount(minimumBlocks)} pairs, so there is no interval and nothing is shown.`;
  }
  return (
    `${what} The mark is the Hodges–Lehmann estimate, the line its signed-rank interval (coverage at least ` +
    `${formatCoverage(Math.min(...coverages))}). Nothing differs, so these should include 1. With half as many pairs ` +
    'as there are blocks, they are wider than the ratios between arms. By chance each leaves it out in at most ' +
    `${formatCoverage(1 - intervalLevel)} of runs, and no more than ${formatCount(mostByChance)} of ` +
    `${formatCount(judged.length)} do in ${formatCoverage(chanceLevel)} of runs. Hollow: at least one of both intervals ` +
    'includes 1. Filled: this one and that of the sign test leave 1 out. An open cross: fewer than ' +
    `${formatCount(minimumBlocks)} pairs, no interval. The floor is left out.`
  );
}

function describe(ratios: readonly AlikeRatio[]): string {
  const { judged, leaveOneOut } = judgeAlike(ratios);
  return (
    `Forest of ${formatCountOf(ratios.length, 'ratio')} of an arm to itself, logarithmic axis, line at 1. ` +
    `With an interval: ${formatCount(judged.length)}; of these leave 1 out: ${formatCount(leaveOneOut.length)}.`
  );
}
