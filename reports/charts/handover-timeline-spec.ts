// SPDX-License-Identifier: Apache-2.0
// The drawing behind handover-timeline.ts: two columns of small panels, each with counts above and the longest delay below,
// all over the same stretch of time.

import type { TopLevelSpec } from 'vega-lite';
import type { Field, PositionFieldDef } from 'vega-lite/types_unstable/channeldef.js';
import type { LayerSpec, NormalizedConcatSpec, UnitSpec } from 'vega-lite/types_unstable/spec/index.js';
import { timeTicks } from './axis-panel.ts';
import { logDomain, logTicks } from './log-axis.ts';
import { chartConfig, chartTitle, ink, quietInk } from './theme.ts';
import { fitText } from './text-width.ts';

/** What is drawn, in ms from the order. */
export const firstMs = -100;
export const lastMs = 300;
const binMs = 10;

export interface CountBar {
  readonly label: 'served by the old process' | 'served by the new process' | 'failed';
  readonly arm: string;
  readonly ms: number;
  readonly bottom: number;
  readonly upTo: number;
  readonly tip: string;
}

/** Where anything failed: a few of many would be too thin to see. */
export interface FailureMark {
  readonly arm: string;
  readonly ms: number;
  readonly tip: string;
}

export interface DelayMark {
  readonly arm: string;
  readonly ms: number;
  readonly us: number;
  readonly tip: string;
}

export interface TimelinePanel {
  readonly arm: string;
  readonly heading: string;
  readonly bars: readonly CountBar[];
  readonly failures: readonly FailureMark[];
  readonly delays: readonly DelayMark[];
}

interface Plan {
  readonly title: string;
  readonly subtitle: string;
  readonly panels: readonly TimelinePanel[];
}

const width = 290;
const colours = {
  'served by the old process': '#56B4E9',
  'served by the new process': '#009E73',
  failed: '#D55E00',
};

interface Scales {
  readonly most: number;
  readonly delay: readonly [number, number];
}

export function handoverTimelineSpec({ title, subtitle, panels }: Plan): TopLevelSpec {
  const scales: Scales = {
    most: Math.max(1, ...panels.flatMap(({ bars }) => bars.map(({ upTo }) => upTo))) * 1.2,
    delay: logDomain(panels.flatMap(({ delays }) => delays.map(({ us }) => us))),
  };
  const rows = Array.from({ length: Math.ceil(panels.length / 2) }, (_, row) =>
    panels.slice(2 * row, 2 * row + 2),
  );
  return {
    title: chartTitle(title, subtitle, 2 * width + 80),
    config: chartConfig,
    spacing: 20,
    vconcat: rows.map((own, row) => ({
      spacing: 26,
      hconcat: own.map((panel) => armSpec(panel, scales, row === rows.length - 1)),
    })),
  };
}

function armSpec(panel: TimelinePanel, scales: Scales, isLast: boolean): NormalizedConcatSpec {
  return {
    spacing: 6,
    vconcat: [countsSpec(panel, scales), delaySpec(panel, scales, isLast)],
  } as NormalizedConcatSpec;
}

function countsSpec({ heading, bars, failures }: TimelinePanel, { most }: Scales): LayerSpec<Field> {
  const values = bars.map((bar) => ({ ...bar, endMs: bar.ms + binMs }));
  const labels = Object.keys(colours);
  return {
    title: { text: fitText(heading, width, 12), anchor: 'start', fontSize: 12, offset: 6, color: ink },
    width,
    height: 90,
    layer: [
      {
        data: { values },
        mark: { type: 'rect' },
        encoding: {
          x: timeAxis(false),
          x2: { field: 'endMs' },
          y: {
            field: 'bottom',
            type: 'quantitative',
            title: 'due in 10 ms',
            scale: { domain: [0, most], nice: false },
            axis: { tickCount: 4, format: ',d' },
          },
          y2: { field: 'upTo' },
          color: {
            field: 'label',
            type: 'nominal',
            title: null,
            scale: { domain: labels, range: Object.values(colours) },
            legend: { symbolType: 'square', symbolSize: 120, symbolStrokeWidth: 0 },
          },
        },
      },
      orderLine,
      ...(failures.length === 0 ? [] : [failureLayer(failures)]),
    ],
  };
}

/** Above the bars. */
function failureLayer(failures: readonly FailureMark[]): UnitSpec<Field> {
  return {
    data: { values: failures.map((mark) => ({ ...mark, at: mark.ms + binMs / 2 })) },
    mark: {
      type: 'point',
      filled: true,
      shape: 'triangle-down',
      size: 40,
      opacity: 1,
      color: colours.failed,
    },
    encoding: { x: { ...timeAxis(false), field: 'at' }, y: { value: 6 } },
  };
}

function delaySpec({ delays }: TimelinePanel, { delay }: Scales, isLast: boolean): LayerSpec<Field> {
  // In the middle of its bin.
  const values = delays.map((mark) => ({ ...mark, at: mark.ms + binMs / 2 }));
  return {
    width,
    height: 80,
    layer: [
      {
        data: { values },
        mark: { type: 'point', filled: true, size: 16, opacity: 1, color: ink },
        encoding: {
          x: { ...timeAxis(isLast), field: 'at' },
          y: {
            field: 'us',
            type: 'quantitative',
            title: 'delay (log)',
            scale: { type: 'log', domain: [...delay], nice: false },
            axis: { values: [...logTicks(delay, 4)], ...timeTicks.axis },
          },
        },
      },
      orderLine,
    ],
  };
}

function timeAxis(isTold: boolean): PositionFieldDef<Field> {
  return {
    field: 'ms',
    type: 'quantitative',
    title: isTold ? 'ms from the order' : null,
    scale: { domain: [firstMs, lastMs], nice: false },
    axis: { values: [-100, 0, 100, 200, 300], grid: false, labels: isTold },
  };
}

const orderLine: UnitSpec<Field> = {
  data: { values: [{ ms: 0 }] },
  mark: { type: 'rule', stroke: quietInk, strokeWidth: 1, strokeDash: [4, 3] },
  encoding: { x: { field: 'ms', type: 'quantitative' } },
};
