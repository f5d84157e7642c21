// SPDX-License-Identifier: Apache-2.0
// The drawing behind sojourn.ts: a row of panels for each quantile, the tail above, and a column for each mechanism,
// whose lines would otherwise hide each other. Time is logarithmic, since beyond the capacity it grows with the length
// of the launch; panels of a row share its bounds.

import type { TopLevelSpec } from 'vega-lite';
import type { Along, Mark } from './axis-panel.ts';
import { armLayers, panelWidth, timeTicks } from './axis-panel.ts';
import { chartConfig, chartTitle, ink } from './theme.ts';

export interface QuantileRow {
  /** "p99" */
  readonly quantile: string;
  readonly panels: readonly { readonly heading: string; readonly marks: readonly Mark[] }[];
}

interface Plan {
  readonly title: string;
  readonly subtitle: string;
  readonly along: Along;
  readonly rows: readonly QuantileRow[];
}

/** Between the columns, with the ticks and the title of the next one. */
const gap = 90;

export function sojournSpec({ title, subtitle, along, rows }: Plan): TopLevelSpec {
  return {
    title: chartTitle(title, subtitle, panelWidth),
    config: chartConfig,
    spacing: 22,
    vconcat: rows.map(({ quantile, panels }) => {
      const all = panels.flatMap(({ marks }) => marks.flatMap(({ lo, hi }) => [lo, hi]));
      const quantity = {
        title: `${quantile} from due to holding (log)`,
        ticks: timeTicks,
        wantedTicks: 7,
        alsoHolds: all,
      };
      return {
        spacing: 24,
        hconcat: panels.map(({ heading, marks }) => ({
          title: { text: heading, anchor: 'middle', fontSize: 12, offset: 6, color: ink },
          width: Math.max(200, (panelWidth - gap * (panels.length - 1)) / panels.length),
          height: 230,
          layer: armLayers(along, marks, quantity),
        })),
      };
    }),
  };
}
