// SPDX-License-Identifier: Apache-2.0
// How slow the slowest transfers are, percentile by percentile, on the axis that HdrHistogram made usual: each further
// nine takes as much room as the one before it.

import { minimumBeyond } from '../../bench/stats/quantile.ts';
import type { Placement } from '../../scenarios/scenario.ts';
import { fileNamePart } from '../escape.ts';
import { formatCountOf } from '../format.ts';
import type { ReportInput } from '../report-input.ts';
import { wordsForPlacement } from '../row-lookup.ts';
import { bandNote, curvesOfPlacement } from './arm-curves.ts';
import { chartFile } from './chart.ts';
import type { Chart, ChartKind } from './chart.ts';
import { chartsOfHeadline } from './headline-charts.ts';
import { percentileSpectrumSpec } from './percentile-spectrum-spec.ts';

export const percentileSpectrum: ChartKind = {
  id: 'percentile-spectrum',
  make: (input) => chartsOfHeadline(input, 'Percentiles of one transfer', spectrumChart),
};

function spectrumChart(input: ReportInput, placement: Placement, title: string): Chart | undefined {
  const here = curvesOfPlacement(input, placement);
  if (here === undefined) return undefined;
  const { curves, counts } = here;
  const id = `percentile-spectrum-${fileNamePart(placement)}`;
  return {
    id,
    file: chartFile(id),
    title,
    description:
      `Time of one transfer against its percentile for ${formatCountOf(curves.length, 'arm')}, ` +
      `${wordsForPlacement(placement)}; both axes logarithmic.`,
    caption:
      `Every recorded transfer, warm-up left out: ${counts}. At each percentile the time within which that share of ` +
      `transfers was over. A percentile with fewer than ${String(minimumBeyond)} samples beyond it is not drawn. ` +
      `${bandNote(curves)} What may be claimed of two arms stands with the ratios.`,
    spec: percentileSpectrumSpec({ title, subtitle: counts, curves }),
  };
}
