// SPDX-License-Identifier: Apache-2.0
// The charts, in the order in which the article shows them. A new chart is a file and a line here.

import type { ReportInput } from '../report-input.ts';
import { alike } from './alike.ts';
import { batchScaling } from './batch-scaling.ts';
import { busyDonor } from './busy-donor.ts';
import type { Chart, ChartKind, ChartSet } from './chart.ts';
import { ecdf } from './ecdf.ts';
import { printable } from '../escape.ts';
import { growth } from './growth.ts';
import { handoverCost } from './handover-cost.ts';
import { handoverLedger } from './handover-ledger.ts';
import { handoverTimeline } from './handover-timeline.ts';
import { permissionMatrix } from './permission-matrix.ts';
import { percentileSpectrum } from './percentile-spectrum.ts';
import { ratioForest } from './ratio-forest.ts';
import { runOrder } from './run-order.ts';
import { sojourn } from './sojourn.ts';
import { stopwatch } from './stopwatch.ts';
import { underLoad } from './under-load.ts';

export const chartKinds: readonly ChartKind[] = [
  ecdf,
  percentileSpectrum,
  stopwatch,
  runOrder,
  batchScaling,
  ratioForest,
  growth,
  sojourn,
  busyDonor,
  underLoad,
  alike,
  handoverLedger,
  handoverTimeline,
  handoverCost,
  permissionMatrix,
];

/** All charts that the input has data for, and the ones it has none for. */
export function makeCharts(input: ReportInput): ChartSet {
  const sets = chartKinds.map((kind) => kind.make(input));
  return {
    charts: sets.flatMap((set) => set.charts).map((chart) => withOracle(input, chart)),
    missing: sets.flatMap((set) => set.missing),
  };
}

/** A picture may be shown without its article: what failed its oracle is no transfer, whatever is drawn of it. */
function withOracle({ result }: ReportInput, chart: Chart): Chart {
  const failed = result.rows.filter(({ oracle }) => oracle === 'fail');
  if (failed.length === 0) return chart;
  const places = failed.map(({ arm, scenario }) => `${printable(arm)} in ${printable(scenario)}`);
  const note = `The oracle failed for ${[...new Set(places)].join(', ')}: nothing that is drawn of it counts.`;
  return { ...chart, caption: `${chart.caption} ${note}`, description: `${chart.description} ${note}` };
}
