// SPDX-License-Identifier: Apache-2.0
// What the stopwatch includes: for each placement of the headline scenario the instants of a transfer in their order, the
// measured interval among them, and what each stage takes.

import type { Estimate } from '../../bench/results/result.ts';
import type { Interval, Placement } from '../../scenarios/scenario.ts';
import { fileNamePart, printable } from '../escape.ts';
import { formatCountRange, formatCoverage, formatDuration } from '../format.ts';
import type { InstantTimes, ReportInput } from '../report-input.ts';
import { armOfRow, findCell, findScenario, headlineScenario, wordsForPlacement } from '../row-lookup.ts';
import { labelsOfArms } from './arm-label.ts';
import { stylesOfArms } from './arm-style.ts';
import { chartFile } from './chart.ts';
import type { Chart, ChartKind } from './chart.ts';
import { curvesOfPlacement } from './arm-curves.ts';
import { chartsOfHeadline } from './headline-charts.ts';
import { stopwatchSpec } from './stopwatch-spec.ts';
import type { ArmInstants } from './stopwatch-spec.ts';

export const stopwatch: ChartKind = {
  id: 'stopwatch',
  make: (input) =>
    // Nothing is missing from the run where its samples were not read.
    input.instantTimes === undefined
      ? { charts: [], missing: [] }
      : chartsOfHeadline(input, 'What the stopwatch includes', stopwatchChart),
};

function stopwatchChart(input: ReportInput, placement: Placement, title: string): Chart | undefined {
  const { result, instantTimes = [] } = input;
  const interval = findScenario(result, headlineScenario)?.interval;
  const order = findCell(result, { scenario: headlineScenario, placement })?.arms.map((arm) => arm.id) ?? [];
  const here = instantTimes
    .filter(
      (each) =>
        each.scenario === headlineScenario && each.placement === placement && each.instants.length > 1,
    )
    .sort((a, b) => order.indexOf(a.arm) - order.indexOf(b.arm));
  if (here.length === 0 || interval === undefined) return undefined;
  const arms = armsOf(input, here, interval);
  const id = `stopwatch-${fileNamePart(placement)}`;
  const counts = curvesOfPlacement(input, placement)?.counts ?? launchesOf(here);
  return {
    id,
    file: chartFile(id),
    title,
    description: describe(arms, placement),
    caption:
      `Above: when the instants of a transfer come, from its start. Strong: the measured interval, from ` +
      `${interval.first} to ${interval.last}; pale: what is outside it. ${included(interval)} Below: each stage, from one ` +
      `instant to the next. Dots and ticks are medians over launches of each launch's median: ${counts}. ` +
      `${intervalNote(arms)} Medians do not add up: the stages need not sum to the whole. Stages stand in one order ` +
      'for all arms, that of the instant each ends with. An arm whose instants come in another order has stages of its ' +
      'own: where both roles share a CPU, one may be through before the other has returned from its call.',
    spec: stopwatchSpec({ title, subtitle: counts, arms }),
  };
}

function armsOf(
  { result }: ReportInput,
  here: readonly InstantTimes[],
  interval: Interval,
): readonly ArmInstants[] {
  const arms = here.map((each) => armOfRow(result, each));
  const labels = labelsOfArms(arms);
  const styles = stylesOfArms(arms);
  return here.flatMap(({ arm, instants }, index) => {
    const style = styles[index];
    if (style === undefined) return [];
    const at = (name: string): number | undefined =>
      instants.find(({ instant }) => instant === name)?.fromStart.value;
    const [first, last] = [at(interval.first), at(interval.last)];
    const measured = first === undefined || last === undefined ? null : { first, last };
    return [{ label: labels.get(arm) ?? '', style, instants, measured }];
  });
}

function launchesOf(here: readonly InstantTimes[]): string {
  const launches = here.map((each) => each.launches);
  return `${formatCountRange(launches, 'launch', 'launches')} of each arm`;
}

function included({ includes, excludes }: Interval): string {
  const listed = (items: readonly string[]): string => items.map(printable).join('; ');
  return [
    includes.length === 0 ? '' : `It includes: ${listed(includes)}.`,
    excludes.length === 0 ? '' : `It leaves out: ${listed(excludes)}.`,
  ]
    .join(' ')
    .trim();
}

function intervalNote(arms: readonly ArmInstants[]): string {
  const estimates = arms.flatMap(({ instants }): Estimate[] => instants.map((each) => each.fromPrevious));
  const coverages = estimates.flatMap((each) => each.interval?.coverage ?? []);
  if (coverages.length === 0) return 'Too few blocks for any interval.';
  const narrowest = formatCoverage(coverages.reduce((a, b) => Math.min(a, b)));
  return `The bars below are sign-test intervals over blocks (coverage at least ${narrowest}).`;
}

function describe(arms: readonly ArmInstants[], placement: Placement): string {
  const lines = arms.map(({ label, instants }) => {
    const times = instants.map(({ instant, fromStart }) => `${instant} ${formatDuration(fromStart.value)}`);
    return `${label}: ${times.join(', ')}`;
  });
  return `Instants of one transfer, ${wordsForPlacement(placement)}, from its start. ${lines.join('; ')}.`;
}
