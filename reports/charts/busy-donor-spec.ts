// SPDX-License-Identifier: Apache-2.0
// The drawing behind busy-donor.ts: a row of panels for each quantile, the tail above, and a column for each mechanism,
// whose lines would otherwise hide each other; panels of a row share their bounds. What the heavy tail gave is named
// where it stands, since a single mark has no line whose dash would tell it.

import type { TopLevelSpec } from 'vega-lite';
import type { Field } from 'vega-lite/types_unstable/channeldef.js';
import type { LayerSpec, UnitSpec } from 'vega-lite/types_unstable/spec/index.js';
import type { Along, Mark, Quantity } from './axis-panel.ts';
import { armLayers, panelWidth, timeTicks } from './axis-panel.ts';
import { chartConfig, chartTitle, ink, quietInk } from './theme.ts';

export interface BusyPanel {
  /** The mechanism. */
  readonly heading: string;
  /** With requests that all take the same. */
  readonly equal: readonly Mark[];
  readonly heavyTailed: readonly Mark[];
}

export interface QuantileRow {
  /** "p99" */
  readonly quantile: string;
  readonly panels: readonly BusyPanel[];
}

interface Plan {
  readonly title: string;
  readonly subtitle: string;
  readonly along: Along;
  readonly rows: readonly QuantileRow[];
}

/** Between the columns, with the ticks and the title of the next one. */
const gap = 90;

export function busyDonorSpec({ title, subtitle, along, rows }: Plan): TopLevelSpec {
  return {
    title: chartTitle(title, subtitle, panelWidth),
    config: chartConfig,
    spacing: 22,
    vconcat: rows.map(({ quantile, panels }) => {
      const all = panels.flatMap(({ equal, heavyTailed }) => [...equal, ...heavyTailed]);
      const quantity = {
        title: `${quantile} of a transfer (log)`,
        ticks: timeTicks,
        wantedTicks: 7,
        alsoHolds: all.flatMap(({ lo, hi }) => [lo, hi]),
      };
      const width = Math.max(200, (panelWidth - gap * (panels.length - 1)) / panels.length);
      return { spacing: 24, hconcat: panels.map((panel) => panelSpec(along, panel, quantity, width)) };
    }),
  };
}

function panelSpec(along: Along, panel: BusyPanel, quantity: Quantity, width: number): LayerSpec<Field> {
  const { heading, equal, heavyTailed } = panel;
  return {
    title: { text: heading, anchor: 'middle', fontSize: 12, offset: 6, color: ink },
    width,
    height: 230,
    layer: [
      ...armLayers(along, equal, quantity),
      ...(heavyTailed.length === 0 ? [] : [...armLayers(along, heavyTailed, quantity), names(heavyTailed)]),
    ],
  };
}

function names(marks: readonly Mark[]): UnitSpec<Field> {
  return {
    data: { values: marks.map(({ point, value }) => ({ point, value, text: 'heavy-tailed' })) },
    mark: { type: 'text', align: 'right', baseline: 'bottom', dx: -8, dy: -2, fontSize: 11, color: quietInk },
    encoding: {
      x: { field: 'point', type: 'quantitative' },
      y: { field: 'value', type: 'quantitative' },
      text: { field: 'text' },
    },
  };
}
