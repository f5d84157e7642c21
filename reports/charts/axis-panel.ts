// SPDX-License-Identifier: Apache-2.0
// What all charts along an axis are drawn from: one line an arm, with a bar for each interval, over the points of the
// axis.

import type { Field, PositionFieldDef } from 'vega-lite/types_unstable/channeldef.js';
import type { UnitSpec } from 'vega-lite/types_unstable/spec/index.js';
import type { Estimate } from '../../bench/results/result.ts';
import type { ArmStyle } from './arm-style.ts';
import { formatCount, formatDuration, formatRatio } from '../format.ts';
import { logDomain, logTicks, spacedTicks } from './log-axis.ts';
import { tipOf } from './said.ts';
import { armEncodings, ground } from './theme.ts';

export const panelWidth = 680;

/** The axis that the panels of a chart share, and the arms that are drawn over it. */
export interface Along {
  /** Stands below each panel. */
  readonly axisTitle: string;
  readonly isLog: boolean;
  /** Every point of the chart, in any order. */
  readonly points: readonly number[];
  readonly labels: readonly string[];
  readonly styles: readonly ArmStyle[];
  /** The labels that the key tells; absent: all. */
  readonly inKey?: readonly string[];
}

/** A value with its interval at a point, in the unit of its panel. */
export interface Mark {
  readonly label: string;
  readonly point: number;
  readonly value: number;
  readonly lo: number;
  readonly hi: number;
  /** A doubt weakens the number: the mark is hollow. */
  readonly isWeakened?: true;
}

/** How numbers are written. */
export interface Ticks {
  /** On the axis: a Vega expression or a d3 format. */
  readonly axis: { readonly labelExpr: string } | { readonly format: string };
  /** In words. */
  readonly say: (value: number) => string;
}

/** What a panel shows upwards. */
export interface Quantity {
  readonly title: string | readonly string[];
  readonly ticks: Ticks;
  readonly wantedTicks: number;
  /** Values that must lie inside the axis beside the marks. */
  readonly alsoHolds?: readonly number[];
  readonly room?: number;
}

/** Times span six decades: each tick says its own unit. Input in µs. */
export const timeTicks: Ticks = {
  axis: {
    labelExpr:
      "datum.value >= 1e6 ? format(datum.value / 1e6, '~r') + ' s' : " +
      "datum.value >= 1e3 ? format(datum.value / 1e3, '~r') + ' ms' : " +
      "datum.value >= 1 ? format(datum.value, '~r') + ' µs' : format(datum.value * 1e3, '~r') + ' ns'",
  },
  say: (value) => formatDuration(value * nsPerTick),
};
export const ratioTicks: Ticks = { axis: { format: '~r' }, say: formatRatio };
/** From ns to what `timeTicks` reads. */
export const nsPerTick = 1000;

/** undefined for what has no place on a logarithmic axis. */
export function markOf(
  at: { readonly label: string; readonly point: number },
  estimate: Estimate | null,
  divisor = 1,
): Mark | undefined {
  if (estimate === null || !(estimate.value > 0)) return undefined;
  const { lo, hi } = estimate.interval ?? { lo: estimate.value, hi: estimate.value };
  const [value, low, high] = [estimate.value, lo, hi].map((number) => number / divisor);
  if (value === undefined || low === undefined || high === undefined || !(low > 0)) return undefined;
  return { label: at.label, point: at.point, value, lo: low, hi: high };
}

/** Bounds of the shared axis: all points, with some room. */
export function pointDomain({ points, isLog }: Along): readonly [number, number] {
  if (isLog && !points.includes(0)) return logDomain(points, 0.025);
  const [lo, hi] = [Math.min(...points), Math.max(...points)];
  // On the scale that has a place for 0, a little below it is a long way already.
  if (isLog) return [-0.3, hi * 1.15];
  const room = Math.max(hi - lo, 1) * 0.04;
  return [lo - room, hi + room];
}

/** Lines, bars and marks of all arms. */
export function armLayers(along: Along, marks: readonly Mark[], quantity: Quantity): UnitSpec<Field>[] {
  const { colour, dash } = armEncodings(along.labels, along.styles, along.inKey);
  const [x, y] = [pointAxis(along), valueAxis(marks, quantity)];
  const shapes = new Map(along.labels.map((label, i) => [label, along.styles[i]?.shape ?? 'circle']));
  const data = {
    values: marks.map((mark) => ({
      ...mark,
      shape: shapes.get(mark.label),
      tip: tipOf(`${along.axisTitle} ${formatCount(mark.point)}`, mark.value, mark, quantity.ticks.say),
    })),
  };
  const shape = { field: 'shape', type: 'nominal', scale: null } as const;
  const weakened = data.values.filter(({ isWeakened }) => isWeakened);
  const hole: UnitSpec<Field> = {
    data: { values: weakened },
    mark: { type: 'point', filled: true, size: 14, opacity: 1, color: ground },
    encoding: { x, y, shape },
  };
  return [
    {
      data: { values: [...data.values, ...gapsOf(marks)] },
      mark: { type: 'line', strokeWidth: 2 },
      encoding: { x, y, color: colour, strokeDash: dash },
    },
    {
      data,
      mark: { type: 'rule', strokeWidth: 2.5, opacity: 0.6 },
      encoding: { x, y: { ...y, field: 'lo' }, y2: { field: 'hi' }, color: colour },
    },
    {
      data,
      mark: { type: 'point', filled: true, size: 46, opacity: 1 },
      encoding: { x, y, color: colour, shape },
    },
    ...(weakened.length === 0 ? [] : [hole]),
  ];
}

/** Points that others of the panel have and an arm has not: its line breaks there, since nobody knows what lies between. */
function gapsOf(marks: readonly Mark[]) {
  const points = [...new Set(marks.map(({ point }) => point))];
  const labels = [...new Set(marks.map(({ label }) => label))];
  return labels.flatMap((label) => {
    const own = new Set(marks.flatMap((mark) => (mark.label === label ? [mark.point] : [])));
    return points.filter((point) => !own.has(point)).map((point) => ({ label, point, value: null }));
  });
}

function pointAxis(along: Along): PositionFieldDef<Field> {
  const { axisTitle, isLog, points } = along;
  const domain = [...pointDomain(along)];
  // A point of 0 (no other threads) has a place beside 1 on this scale, and none on a logarithmic one.
  const type = !isLog ? 'linear' : points.includes(0) ? 'symlog' : 'log';
  const values = isLog ? spacedTicks(points) : [...new Set(points)];
  return {
    field: 'point',
    type: 'quantitative',
    title: isLog ? `${axisTitle} (log)` : axisTitle,
    scale: { type, domain, nice: false },
    // Where the scale is not logarithmic, the plain comma would turn 150 into 1.5e+2.
    axis: { values: [...values], format: type === 'log' ? ',' : ',d' },
  };
}

function valueAxis(marks: readonly Mark[], quantity: Quantity): PositionFieldDef<Field> {
  const { title, ticks, wantedTicks, alsoHolds = [], room } = quantity;
  const domain = logDomain([...marks.flatMap((mark) => [mark.lo, mark.hi]), ...alsoHolds], room);
  return {
    field: 'value',
    type: 'quantitative',
    title: typeof title === 'string' ? title : [...title],
    scale: { type: 'log', domain: [...domain], nice: false },
    axis: { values: [...logTicks(domain, wantedTicks)], ...ticks.axis },
  };
}
