// SPDX-License-Identifier: Apache-2.0
// The drawing behind stopwatch.ts: a time line for each arm, and below it the stages, each with a row for each arm that
// has it: what is to be compared stands together, whatever order an arm's instants come in.

import type { TopLevelSpec } from 'vega-lite';
import type { Field } from 'vega-lite/types_unstable/channeldef.js';
import type { LayerSpec, UnitSpec } from 'vega-lite/types_unstable/spec/index.js';
import type { InstantColumn } from '../../bench/results/result.ts';
import { formatDuration } from '../format.ts';
import type { InstantTime } from '../report-input.ts';
import type { ArmStyle } from './arm-style.ts';
import { tipOf } from './said.ts';
import { timeline } from './stopwatch-timeline.ts';
import { textWidth } from './text-width.ts';
import { chartConfig, chartTitle, ink } from './theme.ts';

export interface ArmInstants {
  readonly label: string;
  readonly style: ArmStyle;
  readonly instants: readonly InstantTime[];
  /** ns from the start; null where the arm does not stamp both ends. */
  readonly measured: { readonly first: number; readonly last: number } | null;
}

interface Plan {
  readonly title: string;
  readonly subtitle: string;
  readonly arms: readonly ArmInstants[];
}

const wholeWidth = 760;
const rowHeight = 18;
const labelSize = 11;
const nsPerMicrosecond = 1000;

export function stopwatchSpec({ title, subtitle, arms }: Plan): TopLevelSpec {
  const stages = byStage(arms.flatMap(stagesOf));
  const left = 16 + Math.max(...stages.map(({ row }) => textWidth(row, labelSize)));
  const width = wholeWidth - left;
  return {
    title: chartTitle(title, subtitle, wholeWidth, left),
    config: chartConfig,
    spacing: 24,
    vconcat: [timeline(arms, width), stagePanel(stages, width)],
  };
}

function stagesOf({ label, style, instants }: ArmInstants) {
  return instants.slice(1).map(({ instant, fromPrevious }, index) => {
    const { value, interval } = fromPrevious;
    const from = instants[index]?.instant ?? instant;
    return {
      from,
      to: instant,
      row: `${from} → ${instant}: ${label}`,
      label,
      tip: tipOf(`${from} → ${instant}`, value, interval ?? { lo: value, hi: value }, formatDuration),
      us: value / nsPerMicrosecond,
      lo: (interval?.lo ?? value) / nsPerMicrosecond,
      hi: (interval?.hi ?? value) / nsPerMicrosecond,
      number: formatDuration(value),
      colour: style.colour,
      shape: style.shape,
    };
  });
}

type Stage = ReturnType<typeof stagesOf>[number];

/** Stages in the usual order of the instant that they end with, within each the arms in theirs. */
function byStage(stages: readonly Stage[]): readonly Stage[] {
  const place = ({ from, to }: Stage): number => usualOrder.indexOf(to) * 10 + usualOrder.indexOf(from);
  return stages.toSorted((one, other) => place(one) - place(other));
}

const usualOrder: readonly InstantColumn[] = [
  'start',
  'sent',
  'announced',
  'holding',
  'used',
  'released',
  'acknowledged',
];

/** Of the number beside the longest bar, in pixels. */
const numberWidth = 64;

function stagePanel(stages: readonly Stage[], width: number): LayerSpec<Field> {
  const y = {
    field: 'row',
    type: 'ordinal',
    title: null,
    scale: { domain: stages.map(({ row }) => row) },
    axis: {
      grid: false,
      ticks: false,
      domain: false,
      labelFontSize: labelSize,
      labelLimit: wholeWidth,
      labelPadding: 8,
    },
  } as const;
  const stroke = { field: 'colour', type: 'nominal', scale: null } as const;
  const longest = stages.map(({ hi }) => hi).reduce((a, b) => Math.max(a, b), 1e-3);
  const end = (longest * width) / (width - numberWidth);
  const domain: [number, number] = [Math.min(0, ...stages.map(({ lo }) => lo)), end];
  const x = {
    field: 'us',
    type: 'quantitative',
    title: 'time of a stage (µs)',
    scale: { domain, nice: false },
  } as const;
  const bars: UnitSpec<Field> = {
    mark: { type: 'rule', strokeWidth: 5, opacity: 0.5 },
    encoding: { x: { ...x, field: 'lo' }, x2: { field: 'hi' }, y, stroke },
  };
  const dots: UnitSpec<Field> = {
    mark: { type: 'point', filled: true, size: 40, opacity: 1 },
    encoding: { x, y, color: stroke, shape: { field: 'shape', type: 'nominal', scale: null } },
  };
  const numbers: UnitSpec<Field> = {
    mark: { type: 'text', align: 'left', dx: 8, fontSize: labelSize, color: ink },
    encoding: { x: { ...x, field: 'hi' }, y, text: { field: 'number', type: 'nominal' } },
  };
  return { data: { values: [...stages] }, width, height: { step: rowHeight }, layer: [bars, dots, numbers] };
}
