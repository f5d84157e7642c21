// SPDX-License-Identifier: Apache-2.0
// The drawing behind batch-scaling.ts: cost above, ratio to the reference below, over the same
// logarithmic axis of descriptors, with the crossover through both.

import type { TopLevelSpec } from 'vega-lite';
import type { Field, PositionFieldDef } from 'vega-lite/types_unstable/channeldef.js';
import type { LayerSpec, UnitSpec } from 'vega-lite/types_unstable/spec/index.js';
import type { Estimate } from '../../bench/results/result.ts';
import type { ArmStyle } from './arm-style.ts';
import { logDomain, logTicks, spacedTicks } from './log-axis.ts';
import { armEncodings, bandColour, chartConfig, chartTitle, ink } from './theme.ts';

export interface BatchPoint {
  readonly label: string;
  readonly descriptors: number;
  /** ns a transfer. */
  readonly time: Estimate;
  readonly ratio: Estimate | null;
}

export interface CrossoverMark {
  readonly at: number;
  readonly lo: number;
  readonly hi: number;
  readonly lines: readonly string[];
}

interface Plan {
  readonly title: string;
  readonly subtitle: string;
  /** "wall time" */
  readonly measure: string;
  readonly points: readonly BatchPoint[];
  readonly crossovers: readonly CrossoverMark[];
  readonly labels: readonly string[];
  readonly styles: readonly ArmStyle[];
  readonly reference: string | null;
}

/** A value with its interval at a number of descriptors, in the unit of its panel. */
interface Mark {
  readonly label: string;
  readonly descriptors: number;
  readonly value: number;
  readonly lo: number;
  readonly hi: number;
}

const width = 680;
// Times span six decades: each tick says its own unit. Input in µs.
const timeLabel =
  "datum.value >= 1e6 ? format(datum.value / 1e6, '~r') + ' s' : " +
  "datum.value >= 1e3 ? format(datum.value / 1e3, '~r') + ' ms' : " +
  "datum.value >= 1 ? format(datum.value, '~r') + ' µs' : format(datum.value * 1e3, '~r') + ' ns'";

export function batchScalingSpec(plan: Plan): TopLevelSpec {
  const ratios = plan.points.flatMap((point) => markOf(point, point.ratio) ?? []);
  return {
    title: chartTitle(plan.title, plan.subtitle, width),
    config: chartConfig,
    spacing: 22,
    vconcat: [costPanel(plan), ...(ratios.length === 0 ? [] : [ratioPanel(plan, ratios)])],
  };
}

function costPanel(plan: Plan): LayerSpec<Field> {
  const marks = plan.points.flatMap((point) => markOf(point, point.time, 1000) ?? []);
  const domain = logDomain(marks.flatMap((mark) => [mark.lo, mark.hi]));
  const y: PositionFieldDef<Field> = {
    field: 'value',
    type: 'quantitative',
    title: `p50 ${plan.measure} of one transfer (log)`,
    scale: { type: 'log', domain: [...domain], nice: false },
    axis: { values: [...logTicks(domain, 7)], labelExpr: timeLabel },
  };
  return {
    width,
    height: 320,
    layer: [...crossoverLayers(plan, true), ...armLayers(plan, marks, y)],
  };
}

function ratioPanel(plan: Plan, marks: readonly Mark[]): LayerSpec<Field> {
  const domain = logDomain([...marks.flatMap((mark) => [mark.lo, mark.hi]), 1], 0.06);
  const y: PositionFieldDef<Field> = {
    field: 'value',
    type: 'quantitative',
    title: ['ratio to', plan.reference ?? 'reference'].map((line) => line.slice(0, 24)),
    scale: { type: 'log', domain: [...domain], nice: false },
    axis: { values: [...logTicks(domain, 6)], format: '~r' },
  };
  const one: UnitSpec<Field> = {
    data: { values: [{ value: 1 }] },
    mark: { type: 'rule', stroke: ink, strokeWidth: 1 },
    encoding: { y: { field: 'value', type: 'quantitative' } },
  };
  return {
    width,
    height: 150,
    layer: [...crossoverLayers(plan, false), one, ...armLayers(plan, marks, y)],
  };
}

function armLayers(plan: Plan, marks: readonly Mark[], y: PositionFieldDef<Field>): UnitSpec<Field>[] {
  const { colour, dash } = armEncodings(plan.labels, plan.styles);
  const sizes = plan.points.map((point) => point.descriptors);
  const x: PositionFieldDef<Field> = {
    field: 'descriptors',
    type: 'quantitative',
    title: 'descriptors a transfer (log)',
    scale: { type: 'log', domain: [...logDomain(sizes, 0.025)], nice: false },
    axis: { values: [...spacedTicks(sizes)], format: ',' },
  };
  const shapes = new Map(plan.labels.map((label, index) => [label, plan.styles[index]?.shape ?? 'circle']));
  const data = { values: marks.map((mark) => ({ ...mark, shape: shapes.get(mark.label) })) };
  return [
    { data, mark: { type: 'line', strokeWidth: 2 }, encoding: { x, y, color: colour, strokeDash: dash } },
    {
      data,
      mark: { type: 'rule', strokeWidth: 2.5, opacity: 0.6 },
      encoding: { x, y: { ...y, field: 'lo' }, y2: { field: 'hi' }, color: colour },
    },
    {
      data,
      mark: { type: 'point', filled: true, size: 46, opacity: 1 },
      encoding: { x, y, color: colour, shape: { field: 'shape', type: 'nominal', scale: null } },
    },
  ];
}

function crossoverLayers(plan: Plan, labelled: boolean): UnitSpec<Field>[] {
  if (plan.crossovers.length === 0) return [];
  const sizes = plan.points.map((point) => point.descriptors);
  const [lowest, highest] = logDomain(sizes, 0.025);
  const middle = Math.sqrt(lowest * highest);
  const x = { type: 'quantitative' } as const;
  const bands: UnitSpec<Field> = {
    data: { values: plan.crossovers.map(({ lo, hi }) => ({ lo, hi })) },
    mark: { type: 'rect', color: bandColour, clip: true },
    encoding: { x: { ...x, field: 'lo' }, x2: { field: 'hi' } },
  };
  const lines: UnitSpec<Field> = {
    data: { values: plan.crossovers.map(({ at }) => ({ at })) },
    mark: { type: 'rule', stroke: ink, strokeDash: [5, 4], strokeWidth: 1.2, clip: true },
    encoding: { x: { ...x, field: 'at' } },
  };
  if (!labelled) return [bands, lines];
  // Costs rise to the right, so the upper left is free; labels stack from the top.
  const labels = plan.crossovers.map((crossover, index): UnitSpec<Field> => {
    const isRight = crossover.at > middle / 4;
    return {
      data: { values: [{ edge: isRight ? crossover.lo : crossover.hi, text: [...crossover.lines] }] },
      mark: {
        type: 'text',
        align: isRight ? 'right' : 'left',
        baseline: 'top',
        dx: isRight ? -6 : 6,
        fontSize: 12,
        lineHeight: 15,
        color: ink,
      },
      encoding: { x: { ...x, field: 'edge' }, y: { value: 8 + index * 54 }, text: { field: 'text' } },
    };
  });
  return [bands, lines, ...labels];
}

function markOf(point: BatchPoint, estimate: Estimate | null, divisor = 1): Mark | undefined {
  if (estimate === null || !(estimate.value > 0)) return undefined;
  const { lo, hi } = estimate.interval ?? { lo: estimate.value, hi: estimate.value };
  const [value, low, high] = [estimate.value, lo, hi].map((number) => number / divisor);
  if (value === undefined || low === undefined || high === undefined || !(low > 0)) return undefined;
  return { label: point.label, descriptors: point.descriptors, value, lo: low, hi: high };
}
