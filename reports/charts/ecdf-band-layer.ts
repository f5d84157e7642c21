// SPDX-License-Identifier: Apache-2.0
// The quiet area behind each curve of ecdf-spec.ts, in either panel.

import type { Field } from 'vega-lite/types_unstable/channeldef.js';
import type { UnitSpec } from 'vega-lite/types_unstable/spec/index.js';
import type { Knot } from '../report-input.ts';
import type { ArmCurve } from './arm-curves.ts';
import { inMicroseconds } from './log-axis.ts';
import { bandOpacity } from './theme.ts';
import { bandStep, logPlace, thinned } from './thinning.ts';

/** How a panel shows a share. */
export interface BandPanel {
  readonly width: number;
  /** Of time, in µs. */
  readonly domain: readonly [number, number];
  readonly ends: (band: NonNullable<Knot['band']>) => { readonly lo: number; readonly hi: number };
  /** Where a share stands, in pixels. */
  readonly place: (share: number) => number;
}

/** No layer where no arm has a band. */
export function bandLayers(curves: readonly ArmCurve[], panel: BandPanel): UnitSpec<Field>[] {
  const values = curves.flatMap((curve) => bandOf(curve, panel));
  if (values.length === 0) return [];
  return [
    {
      data: { values },
      mark: { type: 'area', interpolate: 'step-after', clip: true, opacity: bandOpacity },
      encoding: {
        x: { field: 'us', type: 'quantitative' },
        y: { field: 'lo', type: 'quantitative' },
        y2: { field: 'hi' },
        detail: { field: 'label', type: 'nominal' },
        fill: { field: 'fill', type: 'nominal', scale: null },
      },
    },
  ];
}

function bandOf({ label, style, knots }: ArmCurve, { width, domain, ends, place }: BandPanel) {
  const timePlace = logPlace(domain, width);
  const points = knots.flatMap(({ ns, band }) =>
    // What lies beyond the axis stands at its end.
    band === undefined
      ? []
      : [{ label, fill: style.colour, us: Math.min(inMicroseconds(ns), domain[1]), ...ends(band) }],
  );
  return thinned(points, ({ us, lo, hi }) => [timePlace(us), place(lo), place(hi)], bandStep);
}
