// SPDX-License-Identifier: Apache-2.0
// How long one transfer takes, as a whole distribution: for each placement of the headline scenario
// the body on top and the tail, on a logarithmic share, below. Medians hide what deployments feel.

import type { Placement } from '../../scenarios/scenario.ts';
import { fileNamePart } from '../escape.ts';
import { formatCountOf, formatCoverage, formatDuration } from '../format.ts';
import type { ReportInput } from '../report-input.ts';
import { wordsForPlacement } from '../row-lookup.ts';
import { bandNote, curvesOfPlacement } from './arm-curves.ts';
import type { ArmCurve } from './arm-curves.ts';
import { chartFile } from './chart.ts';
import type { Chart, ChartKind } from './chart.ts';
import { ecdfSpec } from './ecdf-spec.ts';
import { chartsOfHeadline } from './headline-charts.ts';

export const ecdf: ChartKind = {
  id: 'ecdf',
  make: (input) => chartsOfHeadline(input, 'Latency of one transfer', ecdfChart),
};

/** The chart of one placement; undefined without samples. */
function ecdfChart(input: ReportInput, placement: Placement, title: string): Chart | undefined {
  const here = curvesOfPlacement(input, placement);
  if (here === undefined) return undefined;
  const { curves, counts } = here;
  const id = `ecdf-${fileNamePart(placement)}`;
  return {
    id,
    file: chartFile(id),
    title,
    description: describe(curves, placement),
    caption:
      `Every recorded transfer, warm-up left out: ${counts}. Upper panel: the share of transfers that took ` +
      `no longer than x, up to the slowest arm's 99th percentile. Lower panel: the share that took longer, ` +
      `to the slowest one; nothing is trimmed. ${medianNote(curves)} ${bandNote(curves)} ` +
      `What may be claimed of two arms stands with the ratios.`,
    spec: ecdfSpec({ title, subtitle: counts, curves }),
  };
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
