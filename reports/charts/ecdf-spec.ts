// SPDX-License-Identifier: Apache-2.0
// The drawing behind ecdf.ts: two panels over a logarithmic time axis in µs, body and tail.

import type { TopLevelSpec } from 'vega-lite';
import type { LayerSpec, UnitSpec } from 'vega-lite/types_unstable/spec/index.js';
import type { Field, PositionFieldDef } from 'vega-lite/types_unstable/channeldef.js';
import type { Knot } from '../report-input.ts';
import type { ArmCurve } from './arm-curves.ts';
import { formatDuration } from '../format.ts';
import { bandLayers } from './ecdf-band-layer.ts';
import { inMicroseconds, logDomain, logTicks } from './log-axis.ts';
import { tipOf } from './said.ts';
import { armEncodings, chartConfig, chartTitle, ground } from './theme.ts';
import { lineStep, logPlace, thinned } from './thinning.ts';

interface Plan {
  readonly title: string;
  readonly subtitle: string;
  readonly curves: readonly ArmCurve[];
}

const width = 680;
const bodyHeight = 270;
const tailHeight = 190;
const bodyEnd = 0.99;

export function ecdfSpec({ title, subtitle, curves }: Plan): TopLevelSpec {
  return {
    title: chartTitle(title, subtitle, width),
    config: chartConfig,
    spacing: 28,
    vconcat: [bodyPanel(curves), tailPanel(curves)],
  };
}

function bodyPanel(curves: readonly ArmCurve[]): LayerSpec<Field> {
  const domain = logDomain(
    curves
      .flatMap(({ knots }) => [knots[0]?.ns ?? NaN, knots.find((knot) => knot.p >= bodyEnd)?.ns ?? NaN])
      .map(inMicroseconds),
  );
  const bands = bandLayers(curves, {
    width,
    domain,
    ends: ({ lo, hi }) => ({ lo, hi }),
    place: (share) => share * bodyHeight,
  });
  return {
    width,
    height: bodyHeight,
    layer: [...bands, bodyLines(curves, domain), ...medianMarks(curves)],
  };
}

function bodyLines(curves: readonly ArmCurve[], domain: readonly [number, number]): UnitSpec<Field> {
  const { colour, dash } = encodingsOf(curves);
  const timePlace = logPlace(domain, width);
  const values = curves.flatMap(({ label, knots }) => {
    const points = [
      // The function is 0 before the first sample: the line starts on the axis.
      { label, us: inMicroseconds(knots[0]?.ns ?? 0), share: 0 },
      ...knots.map((knot) => ({ label, us: inMicroseconds(knot.ns), share: knot.p })),
    ];
    // The first beyond the axis is where the line leaves the panel.
    const firstBeyond = points.findIndex(({ us }) => us > domain[1]);
    const shown = firstBeyond < 0 ? points : points.slice(0, firstBeyond + 1);
    return thinned(shown, ({ us, share }) => [timePlace(us), share * bodyHeight], lineStep);
  });
  return {
    data: { values },
    mark: { type: 'line', interpolate: 'step-after', clip: true, strokeWidth: 2 },
    encoding: {
      x: timeAxis(domain),
      y: {
        field: 'share',
        type: 'quantitative',
        title: 'share of transfers within x',
        scale: { domain: [0, 1] },
        axis: { values: [0, 0.25, 0.5, 0.75, 1], format: '.2~f' },
      },
      order: { field: 'share', type: 'quantitative' },
      color: colour,
      strokeDash: dash,
    },
  };
}

function medianMarks(curves: readonly ArmCurve[]): UnitSpec<Field>[] {
  const values = curves.flatMap(({ label, median }) => {
    if (median === null) return [];
    const { lo, hi } = median.interval ?? { lo: median.value, hi: median.value };
    return [
      {
        label,
        tip: tipOf('p50', median.value, { lo, hi }, formatDuration),
        us: inMicroseconds(median.value),
        lo: inMicroseconds(lo),
        hi: inMicroseconds(hi),
        share: 0.5,
      },
    ];
  });
  const y = { field: 'share', type: 'quantitative' } as const;
  const { colour } = encodingsOf(curves);
  return [
    {
      data: { values },
      mark: { type: 'rule', strokeWidth: 9, opacity: 0.5, clip: true },
      encoding: { x: { field: 'lo', type: 'quantitative' }, x2: { field: 'hi' }, y, color: colour },
    },
    {
      data: { values },
      mark: {
        type: 'point',
        filled: true,
        size: 32,
        opacity: 1,
        stroke: ground,
        strokeWidth: 1,
        clip: true,
      },
      encoding: { x: { field: 'us', type: 'quantitative' }, y, color: colour },
    },
  ];
}

function tailPanel(curves: readonly ArmCurve[]): LayerSpec<Field> {
  const tails = curves.map(tailOf);
  const domain = logDomain(
    tails.flat().map((value) => value.us),
    0.03,
  );
  const lowest = lowestShare(curves);
  const [timePlace, sharePlace] = [logPlace(domain, width), logPlace([lowest, 1], tailHeight)];
  const values = tails.flatMap((tail) =>
    thinned(tail, ({ us, slower }) => [timePlace(us), sharePlace(slower)], lineStep),
  );
  const bands = bandLayers(curves, {
    width,
    domain,
    // What reaches zero is drawn down to the end of the logarithmic axis.
    ends: ({ lo, hi }) => ({ lo: Math.max(1 - hi, lowest), hi: Math.max(1 - lo, lowest) }),
    place: sharePlace,
  });
  const { colour, dash } = encodingsOf(curves);
  const lines: UnitSpec<Field> = {
    data: { values },
    mark: { type: 'line', interpolate: 'step-after', strokeWidth: 2 },
    encoding: {
      x: timeAxis(domain),
      y: {
        field: 'slower',
        type: 'quantitative',
        title: 'share slower than x (log)',
        scale: { type: 'log', domain: [lowest, 1], nice: false },
        axis: { values: [...logTicks([lowest, 1], 5)], format: '~r' },
      },
      order: { field: 'us', type: 'quantitative' },
      color: colour,
      strokeDash: dash,
    },
  };
  return { width, height: tailHeight, layer: [...bands, lines] };
}

function tailOf({ label, knots }: ArmCurve) {
  return [
    { label, us: inMicroseconds(knots[0]?.ns ?? 0), slower: 1 },
    // The last knot has nothing beyond it: a logarithmic axis ends at the one before.
    ...knots
      .filter((knot) => knot.p < 1)
      .map((knot) => ({ label, us: inMicroseconds(knot.ns), slower: 1 - knot.p })),
    ...lastSample(label, knots),
  ];
}

/** Where the logarithmic share ends: below the smallest that is drawn. */
function lowestShare(curves: readonly ArmCurve[]): number {
  const smallest = curves.map(({ knots }) => 1 - (knots.at(-2)?.p ?? 0));
  return smallest.reduce((a, b) => Math.min(a, b), 1) * 0.8;
}

/** The slowest sample ends the tail: the last step is drawn up to it. */
function lastSample(label: string, knots: readonly Knot[]) {
  const last = knots.at(-1);
  const before = knots.at(-2);
  if (last === undefined || before === undefined) return [];
  return [{ label, us: inMicroseconds(last.ns), slower: 1 - before.p }];
}

function timeAxis(domain: readonly [number, number]): PositionFieldDef<Field> {
  return {
    field: 'us',
    type: 'quantitative',
    title: 'time of one transfer (µs, log)',
    scale: { type: 'log', domain: [...domain], nice: false },
    axis: { values: [...logTicks(domain, 9)], format: ',~r' },
  };
}

function encodingsOf(curves: readonly ArmCurve[]) {
  return armEncodings(
    curves.map((curve) => curve.label),
    curves.map((curve) => curve.style),
  );
}
