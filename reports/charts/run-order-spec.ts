// SPDX-License-Identifier: Apache-2.0
// The drawing behind run-order.ts: launches from left to right as they ran, and beside them the same marks in a column
// for each arm, over the same axis of time.

import type { TopLevelSpec } from 'vega-lite';
import type { Field, PositionFieldDef } from 'vega-lite/types_unstable/channeldef.js';
import type { LayerSpec, UnitSpec } from 'vega-lite/types_unstable/spec/index.js';
import type { ArmStyle } from './arm-style.ts';
import { formatCount } from '../format.ts';
import { panelWidth, timeTicks } from './axis-panel.ts';
import { logDomain, logTicks } from './log-axis.ts';
import { chartConfig, chartTitle, markEncodings } from './theme.ts';

export interface LaunchMark {
  readonly label: string;
  /** Position in the whole run. */
  readonly launch: number;
  readonly block: number;
  /** µs; null: the launch gave no number. */
  readonly value: number | null;
}

interface Plan {
  readonly title: string;
  readonly subtitle: string;
  readonly labels: readonly string[];
  readonly styles: readonly ArmStyle[];
  /** In the order of the run. */
  readonly marks: readonly LaunchMark[];
}

const height = 300;
const columnWidth = 40;

export function runOrderSpec(plan: Plan): TopLevelSpec {
  const { title, subtitle, labels, marks } = plan;
  const domain = logDomain(marks.flatMap(({ value }) => value ?? []));
  const y: PositionFieldDef<Field> = {
    field: 'value',
    type: 'quantitative',
    title: 'p50 of the launch (log)',
    scale: { type: 'log', domain: [...domain], nice: false },
    axis: { values: [...logTicks(domain, 7)], ...timeTicks.axis },
  };
  const columnsWidth = columnWidth * labels.length;
  return {
    title: chartTitle(title, subtitle, panelWidth),
    config: chartConfig,
    spacing: 12,
    hconcat: [orderPanel(plan, y, panelWidth - columnsWidth), columnsPanel(plan, y, columnsWidth)],
  };
}

function orderPanel(
  { labels, styles, marks }: Plan,
  y: PositionFieldDef<Field>,
  width: number,
): LayerSpec<Field> {
  const { colour, shape } = markEncodings(labels, styles);
  const x = launchAxis(marks);
  const data = {
    values: marks.flatMap((mark) =>
      mark.value === null ? [] : [{ ...mark, tip: tipOfLaunch(mark, mark.value) }],
    ),
  };
  const failed = marks.filter(({ value }) => value === null);
  const stroke: UnitSpec<Field> = {
    data: { values: failed },
    mark: { type: 'tick', orient: 'vertical', thickness: 2.4, size: 14, opacity: 1 },
    encoding: { x, y: { value: height - 8 }, color: colour },
  };
  return {
    width,
    height,
    layer: [
      {
        data,
        mark: { type: 'line', strokeWidth: 1, opacity: 0.35 },
        encoding: { x, y, color: colour },
      },
      {
        data,
        mark: { type: 'point', filled: true, size: 26, opacity: 0.9 },
        encoding: { x, y, color: colour, shape },
      },
      ...(failed.length === 0 ? [] : [stroke]),
    ],
  };
}

/** No names below: the key tells them, and the columns stand in its order. */
function columnsPanel(
  { labels, styles, marks }: Plan,
  y: PositionFieldDef<Field>,
  width: number,
): LayerSpec<Field> {
  const { colour } = markEncodings(labels, styles);
  return {
    width,
    height,
    layer: [
      {
        data: { values: marks.filter(({ value }) => value !== null) },
        mark: { type: 'tick', orient: 'horizontal', thickness: 1.4, size: columnWidth - 10, opacity: 0.55 },
        encoding: {
          x: {
            field: 'label',
            type: 'nominal',
            title: 'by arm',
            scale: { domain: [...labels] },
            axis: { labels: false, ticks: false, grid: false },
          },
          y: { ...y, title: null, axis: { ...y.axis, labels: false, ticks: false } },
          color: colour,
        },
      },
    ],
  };
}

function tipOfLaunch({ launch, block }: LaunchMark, value: number): string {
  return `launch ${formatCount(launch)}, block ${formatCount(block)}: p50 ${timeTicks.say(value)}`;
}

function launchAxis(marks: readonly LaunchMark[]): PositionFieldDef<Field> {
  const places = marks.map(({ launch }) => launch);
  const [first, last] = [Math.min(...places), Math.max(...places)];
  return {
    field: 'launch',
    type: 'quantitative',
    title: 'number of the launch in the run',
    scale: { domain: [first - 1, last + 1], nice: false },
    axis: { tickMinStep: 1, tickCount: 8, grid: false, format: ',d' },
  };
}
