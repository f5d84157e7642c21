// SPDX-License-Identifier: Apache-2.0
// The drawing behind batch-scaling.ts and growth.ts: cost above, ratio to the reference below, over the same
// logarithmic axis, with the crossover through both.

import type { TopLevelSpec } from 'vega-lite';
import type { Field } from 'vega-lite/types_unstable/channeldef.js';
import type { LayerSpec, UnitSpec } from 'vega-lite/types_unstable/spec/index.js';
import type { Estimate } from '../../bench/results/result.ts';
import type { Along, Mark, Quantity, Ticks } from './axis-panel.ts';
import { armLayers, markOf, panelWidth, pointDomain, ratioTicks } from './axis-panel.ts';
import type { CrossoverMark } from './crossover-layers.ts';
import { crossoverLayers } from './crossover-layers.ts';
import { chartConfig, chartTitle, ink } from './theme.ts';

export interface CostPoint {
  readonly label: string;
  readonly point: number;
  readonly cost: Estimate;
  readonly ratio: Estimate | null;
}

/** How the upper panel tells the costs. */
export interface Cost {
  readonly title: string;
  readonly ticks: Ticks;
  /** From the unit of the estimates to that of the ticks. */
  readonly divisor: number;
}

interface Plan {
  readonly title: string;
  readonly subtitle: string;
  readonly cost: Cost;
  readonly points: readonly CostPoint[];
  readonly along: Along;
  readonly crossovers: readonly CrossoverMark[];
  readonly reference: string | null;
}

export function axisCostSpec(plan: Plan): TopLevelSpec {
  const ratios = plan.points.flatMap((point) => markOf(point, point.ratio) ?? []);
  return {
    title: chartTitle(plan.title, plan.subtitle, panelWidth),
    config: chartConfig,
    spacing: 22,
    vconcat: [costPanel(plan), ...(ratios.length === 0 ? [] : [ratioPanel(plan, ratios)])],
  };
}

function costPanel({ points, cost, along, crossovers }: Plan): LayerSpec<Field> {
  const marks = points.flatMap((point) => markOf(point, point.cost, cost.divisor) ?? []);
  const quantity = { title: cost.title, ticks: cost.ticks, wantedTicks: 7 };
  return {
    width: panelWidth,
    height: 320,
    layer: [...crossoverLayers(crossovers, pointDomain(along), true), ...armLayers(along, marks, quantity)],
  };
}

function ratioPanel({ along, crossovers, reference }: Plan, marks: readonly Mark[]): LayerSpec<Field> {
  const one: UnitSpec<Field> = {
    data: { values: [{ value: 1 }] },
    mark: { type: 'rule', stroke: ink, strokeWidth: 1 },
    encoding: { y: { field: 'value', type: 'quantitative' } },
  };
  const quantity: Quantity = {
    title: ['ratio to', reference ?? 'reference'].map((line) => line.slice(0, 24)),
    ticks: ratioTicks,
    wantedTicks: 6,
    alsoHolds: [1],
    room: 0.06,
  };
  return {
    width: panelWidth,
    height: 150,
    layer: [
      ...crossoverLayers(crossovers, pointDomain(along), false),
      one,
      ...armLayers(along, marks, quantity),
    ],
  };
}
