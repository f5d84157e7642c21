// SPDX-License-Identifier: Apache-2.0
// How long one transfer takes, as a whole distribution: for each placement of the headline scenario
// the body on top and the tail, on a logarithmic share, below. Medians hide what deployments feel.

import type { Estimate, Result } from '../../bench/results/result.ts';
import type { Placement } from '../../scenarios/scenario.ts';
import { fileNamePart } from '../escape.ts';
import { formatCountOf, formatCountRange as rangeOf, formatCoverage, formatDuration } from '../format.ts';
import type { Distribution, ReportInput } from '../report-input.ts';
import {
  armOfRow,
  findCell,
  headlineScenario,
  placementsPlanned,
  rowsOfCell,
  wordsForPlacement,
} from '../row-lookup.ts';
import { labelsOfArms } from './arm-label.ts';
import { stylesOfArms } from './arm-style.ts';
import { chartFile } from './chart.ts';
import type { Chart, ChartKind, ChartSet } from './chart.ts';
import { ecdfSpec } from './ecdf-spec.ts';
import type { ArmCurve } from './ecdf-spec.ts';
import { missingChart } from './missing-chart.ts';

export const ecdf: ChartKind = {
  id: 'ecdf',
  make: (input) => {
    const planned = placementsPlanned(input.result, headlineScenario);
    const drawn = planned.map((placement) => ({ placement, chart: ecdfChart(input, placement) }));
    if (planned.length === 0) {
      return { charts: [], missing: [missingChart(input.result, distributionTitle(), headlineScenario)] };
    }
    return {
      charts: drawn.flatMap(({ chart }) => chart ?? []),
      missing: drawn
        .filter(({ chart }) => chart === undefined)
        .map(({ placement }) =>
          missingChart(input.result, distributionTitle(placement), headlineScenario, placement),
        ),
    } satisfies ChartSet;
  },
};

/** The chart of one placement; undefined without samples. */
export function ecdfChart({ result, distributions }: ReportInput, placement: Placement): Chart | undefined {
  const order = findCell(result, { scenario: headlineScenario, placement })?.arms.map((arm) => arm.id) ?? [];
  const here = distributions
    .filter(
      (each) => each.scenario === headlineScenario && each.placement === placement && each.knots.length > 0,
    )
    .sort((a, b) => order.indexOf(a.arm) - order.indexOf(b.arm));
  if (here.length === 0) return undefined;
  const curves = curvesOf(result, here);
  const id = `ecdf-${fileNamePart(placement)}`;
  const title = distributionTitle(placement);
  const counts = countsOf(result, here);
  return {
    id,
    file: chartFile(id),
    title,
    description: describe(curves, placement),
    caption:
      `Every recorded transfer, warm-up left out: ${counts}. Upper panel: the share of transfers that took ` +
      `no longer than x, up to the slowest arm's 99th percentile. Lower panel: the share that took longer, ` +
      `to the slowest one; nothing is trimmed. ${medianNote(curves)} The curves pool all launches and carry ` +
      `no interval of their own: what may be claimed stands with the ratios.`,
    spec: ecdfSpec({ title, subtitle: counts, curves }),
  };
}

function distributionTitle(placement?: Placement): string {
  return `Latency of one transfer${placement === undefined ? '' : `, ${wordsForPlacement(placement)}`}`;
}

function curvesOf(result: Result, here: readonly Distribution[]): readonly ArmCurve[] {
  const arms = here.map((each) => armOfRow(result, each));
  const styles = stylesOfArms(arms);
  const labels = labelsOfArms(arms);
  return here.flatMap((distribution, index) => {
    const arm = arms[index];
    const style = styles[index];
    if (arm === undefined || style === undefined) return [];
    const label = labels.get(arm.id) ?? '';
    return [{ label, style, knots: distribution.knots, median: medianOf(result, distribution) }];
  });
}

/** The median with its interval over blocks, as the table prints it. */
function medianOf(result: Result, at: Distribution): Estimate | null {
  const row = rowsOfCell(result, at).find((each) => each.arm === at.arm && each.point === at.point);
  return row?.wall?.p50 ?? null;
}

function countsOf(result: Result, here: readonly Distribution[]): string {
  const blocks = rowsOfCell(result, here[0] ?? { scenario: '', placement: 'unpinned' }).map(
    (row) => row.blocks,
  );
  return (
    `n = ${rangeOf(
      here.map((each) => each.n),
      'sample',
    )} from ` +
    `${rangeOf(
      here.map((each) => each.launches),
      'launch',
      'launches',
    )} of each arm, ` +
    (blocks.length === 0 ? 'blocks not recorded' : rangeOf(blocks, 'block'))
  );
}

function medianNote(curves: readonly ArmCurve[]): string {
  const intervals = curves.flatMap((curve) => curve.median?.interval ?? []);
  const [narrowest] = intervals.map((interval) => interval.coverage).sort((a, b) => a - b);
  if (narrowest === undefined) {
    return 'The dot at one half is the median over launches of their p50; too few blocks for its interval.';
  }
  return (
    'The dot at one half is the median over launches of their p50, its bar the sign-test interval over ' +
    `blocks (coverage at least ${formatCoverage(narrowest)}).`
  );
}

function describe(curves: readonly ArmCurve[], placement: Placement): string {
  const medians = curves.map((curve) =>
    curve.median === null ? curve.label : `${curve.label}: p50 ${formatDuration(curve.median.value)}`,
  );
  return (
    `Empirical distribution functions of ${formatCountOf(curves.length, 'arm')}, ` +
    `${wordsForPlacement(placement)}, logarithmic time axis. ${medians.join('; ')}.`
  );
}
