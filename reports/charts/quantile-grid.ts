// SPDX-License-Identifier: Apache-2.0
// The frame of sojourn.ts and busy-donor.ts: a row of panels for each quantile, the tail above, and a column for
// each mechanism, whose lines would otherwise hide each other. Time is logarithmic; panels of a row share its bounds.

import type { TopLevelSpec } from 'vega-lite';
import type { Field } from 'vega-lite/types_unstable/channeldef.js';
import type { UnitSpec } from 'vega-lite/types_unstable/spec/index.js';
import type { Estimate, Row } from '../../bench/results/result.ts';
import { keyLabel } from './arm-label.ts';
import type { Mark, Quantity } from './axis-panel.ts';
import { panelWidth, timeTicks } from './axis-panel.ts';
import { chartConfig, chartTitle, ink } from './theme.ts';

export interface GridPanel<Drawn extends Mark> {
  /** The mechanism. */
  readonly heading: string;
  readonly marks: readonly Drawn[];
}

export interface GridRow<Drawn extends Mark> {
  /** "p99" */
  readonly quantile: string;
  readonly panels: readonly GridPanel<Drawn>[];
}

export type EstimateOf = (row: Row) => Estimate | null | undefined;

const quantiles: readonly (readonly [string, EstimateOf])[] = [
  ['p99', ({ wall }) => wall?.p99],
  ['p50', ({ wall }) => wall?.p50],
];

/** The tail above. A quantile that no launch has enough samples for has no row. */
export function gridRows<Drawn extends Mark>(
  mechanisms: readonly string[],
  marksOf: (mechanism: string, estimateOf: EstimateOf) => readonly Drawn[],
): readonly GridRow<Drawn>[] {
  return quantiles
    .map(([quantile, estimateOf]) => ({
      quantile,
      panels: mechanisms
        .map((mechanism) => ({ heading: keyLabel(mechanism), marks: marksOf(mechanism, estimateOf) }))
        .filter(({ marks }) => marks.length > 0),
    }))
    .filter(({ panels }) => panels.length > 0);
}

interface Grid<Drawn extends Mark> {
  readonly title: string;
  readonly subtitle: string;
  /** What the quantiles are of: "of a transfer". */
  readonly quantityOf: string;
  readonly rows: readonly GridRow<Drawn>[];
  readonly layersOf: (marks: readonly Drawn[], quantity: Quantity) => UnitSpec<Field>[];
}

/** Between the columns, with the ticks and the title of the next one. */
const gap = 90;

export function quantileGrid<Drawn extends Mark>(grid: Grid<Drawn>): TopLevelSpec {
  const { title, subtitle, quantityOf, rows, layersOf } = grid;
  return {
    title: chartTitle(title, subtitle, panelWidth),
    config: chartConfig,
    spacing: 22,
    vconcat: rows.map(({ quantile, panels }) => {
      const quantity: Quantity = {
        title: `${quantile} ${quantityOf} (log)`,
        ticks: timeTicks,
        wantedTicks: 7,
        alsoHolds: panels.flatMap(({ marks }) => marks.flatMap(({ lo, hi }) => [lo, hi])),
      };
      return {
        spacing: 24,
        hconcat: panels.map(({ heading, marks }) => ({
          title: { text: heading, anchor: 'middle', fontSize: 12, offset: 6, color: ink },
          width: Math.max(200, (panelWidth - gap * (panels.length - 1)) / panels.length),
          height: 230,
          layer: layersOf(marks, quantity),
        })),
      };
    }),
  };
}
