// SPDX-License-Identifier: Apache-2.0
// The drawing behind percentile-spectrum.ts: x is 1 / (1 - p), logarithmic and labelled with p; time stands upright.

import type { TopLevelSpec } from 'vega-lite';
import type { Field } from 'vega-lite/types_unstable/channeldef.js';
import type { UnitSpec } from 'vega-lite/types_unstable/spec/index.js';
import { minimumBeyond } from '../../bench/stats/quantile.ts';
import type { ArmCurve } from './arm-curves.ts';
import { inMicroseconds, logDomain, logTicks } from './log-axis.ts';
import { armEncodings, bandOpacity, chartConfig, chartTitle } from './theme.ts';
import { bandStep, lineStep, logPlace, thinned } from './thinning.ts';

type Bounds = readonly [number, number];

interface Plan {
  readonly title: string;
  readonly subtitle: string;
  readonly curves: readonly ArmCurve[];
}

const width = 680;
const height = 300;

export function percentileSpectrumSpec({ title, subtitle, curves }: Plan): TopLevelSpec {
  const shown = curves.map((curve) => ({ ...curve, knots: drawnKnots(curve) }));
  const last = shown.flatMap(({ knots }) => knots.map(({ p }) => inverse(p)));
  const end = last.reduce((a, b) => Math.max(a, b), 2);
  const times = logDomain(shown.flatMap(({ knots }) => knots.map(({ ns }) => inMicroseconds(ns))));
  return {
    title: chartTitle(title, subtitle, width),
    config: chartConfig,
    width,
    height,
    layer: [...bands(shown, end, times), lines(shown, end, times)],
  };
}

/** Those with enough samples beyond them: the tail of the knots is whole, so the end is exact. */
function drawnKnots({ n, knots }: ArmCurve): ArmCurve['knots'] {
  // 1 - p is a little off in binary: without the tolerance a percentile with just enough would be lost.
  return knots.filter(({ p }) => n * (1 - p) >= minimumBeyond - 1e-6);
}

function lines(curves: readonly ArmCurve[], end: number, times: Bounds): UnitSpec<Field> {
  const [placeX, placeY] = [logPlace([1, end], width), logPlace(times, height)];
  const { colour, dash } = armEncodings(
    curves.map((curve) => curve.label),
    curves.map((curve) => curve.style),
  );
  const values = curves.flatMap(({ label, knots }) => {
    const [first] = knots;
    if (first === undefined) return [];
    const points = [
      // No transfer is faster than the fastest.
      { label, x: 1, us: inMicroseconds(first.ns) },
      ...knots.map(({ ns, p }) => ({ label, x: inverse(p), us: inMicroseconds(ns) })),
    ];
    return thinned(points, ({ x, us }) => [placeX(x), placeY(us)], lineStep);
  });
  return {
    data: { values },
    // Up to a knot's share the time is the knot's own.
    mark: { type: 'line', interpolate: 'step-before', clip: true, strokeWidth: 2 },
    encoding: {
      x: {
        field: 'x',
        type: 'quantitative',
        title: 'percentile (log of what lies beyond)',
        scale: { type: 'log', domain: [1, end], nice: false },
        axis: {
          values: percentileTicks(end),
          labelExpr: "format(100 - 100 / datum.value, '.9~r') + ' %'",
        },
      },
      y: {
        field: 'us',
        type: 'quantitative',
        title: 'time of one transfer (µs, log)',
        scale: { type: 'log', domain: [...times], nice: false },
        axis: { values: [...logTicks(times, 8)], format: ',~r' },
      },
      order: { field: 'x', type: 'quantitative' },
      color: colour,
      strokeDash: dash,
    },
  };
}

/** The eCDF's band, lying on its side; no layer where no arm has one. */
function bands(curves: readonly ArmCurve[], end: number, times: Bounds): UnitSpec<Field>[] {
  const [placeX, placeY] = [logPlace([1, end], width), logPlace(times, height)];
  const values = curves.flatMap(({ label, style, knots }) => {
    const points = knots.flatMap(({ ns, band }) => {
      if (band === undefined) return [];
      const [lo, hi] = [Math.min(inverse(band.lo), end), Math.min(inverse(band.hi), end)];
      return [{ label, fill: style.colour, us: inMicroseconds(ns), lo, hi }];
    });
    return thinned(points, ({ us, lo, hi }) => [placeY(us), placeX(lo), placeX(hi)], bandStep);
  });
  if (values.length === 0) return [];
  return [
    {
      data: { values },
      mark: {
        type: 'area',
        orient: 'horizontal',
        interpolate: 'step-before',
        clip: true,
        opacity: bandOpacity,
      },
      encoding: {
        x: { field: 'lo', type: 'quantitative' },
        x2: { field: 'hi' },
        y: { field: 'us', type: 'quantitative' },
        detail: { field: 'label', type: 'nominal' },
        fill: { field: 'fill', type: 'nominal', scale: null },
      },
    },
  ];
}

/** 0 %, 50 %, then 90 %, 99 %, … as far as the axis goes. */
function percentileTicks(end: number): number[] {
  const nines = Array.from(
    { length: Math.max(0, Math.floor(Math.log10(end) + 1e-9)) },
    (_, index) => 10 ** (index + 1),
  );
  return [1, 2, ...nines];
}

/** 1 of how many lies beyond; the last knot, beyond which nothing lies, is never drawn. */
function inverse(p: number): number {
  return 1 / (1 - p);
}
