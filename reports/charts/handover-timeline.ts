// SPDX-License-Identifier: Apache-2.0
// One handover of each arm as clients saw it, from before the order to after it: who served what was due, what failed, and
// how long it took. It is the one of the first block: which is drawn was chosen before it was measured.

import type { HandoverResults, HandoverSummary, TimelineBin } from '../../bench/results/handover.ts';
import type { Result } from '../../bench/results/result.ts';
import type { HandoverScenario } from '../../scenarios/handover-scenario.ts';
import { fileNamePart, printable } from '../escape.ts';
import { formatCount, formatDuration } from '../format.ts';
import { firstOfConnections, handoversOf, pointWords, toldPoint } from '../handover-lookup.ts';
import type { Chart, ChartKind, ChartSet } from './chart.ts';
import { chartFile } from './chart.ts';
import { drawnArms } from './handover-arms.ts';
import type { CountBar, DelayMark, FailureMark, TimelinePanel } from './handover-timeline-spec.ts';
import { firstMs, handoverTimelineSpec, lastMs } from './handover-timeline-spec.ts';
import { inMicroseconds } from './log-axis.ts';
import { missingChart } from './missing-chart.ts';

export const handoverTimeline: ChartKind = {
  id: 'handover-timeline',
  make: ({ result }): ChartSet => {
    const handovers = handoversOf(result);
    const scenario = handovers && firstOfConnections(handovers);
    if (handovers === undefined || scenario === undefined) return { charts: [], missing: [] };
    const chart = handoverTimelineChart(handovers, scenario);
    return chart === undefined ? missing(result, scenario) : { charts: [chart], missing: [] };
  },
};

function missing(result: Result, { id }: HandoverScenario): ChartSet {
  return { charts: [], missing: [missingChart(result, titleOf(id), id)] };
}

const titleOf = (id: string): string => `${printable(id)}: a handover as clients see it`;

/** undefined where no point was carried, or none of its handovers has a timeline. */
export function handoverTimelineChart(
  handovers: HandoverResults,
  scenario: HandoverScenario,
): Chart | undefined {
  const point = toldPoint(handovers, scenario);
  if (point === undefined) return undefined;
  const panels = drawnArms(scenario).flatMap(({ id, label }) => {
    const drawn = handovers.handovers.find(
      (one) =>
        one.scenario === scenario.id &&
        one.point === point &&
        one.arm === id &&
        one.status === 'ok' &&
        binsOf(one).length > 0,
    );
    return drawn === undefined ? [] : panelOf(label, drawn);
  });
  if (panels.length === 0) return undefined;
  const undrawn = drawnArms(scenario).filter(({ label }) => !panels.some(({ arm }) => arm === label));
  const id = `handover-timeline-${fileNamePart(scenario.id)}`;
  const at = pointWords(scenario, point);
  return {
    id,
    file: chartFile(id),
    title: titleOf(scenario.id),
    description: `What was due in each 10 ms, by who served it, and below it the longest delay, logarithmic, from 100 ms before the order to 300 ms after it, a panel for each arm. ${panels.map(wordsOf).join('; ')}.`,
    caption: [
      `One handover of each arm at ${at}: that of the first block, chosen before it was measured; it has no interval, and the others are in the table.`,
      'Bars: what was due in each 10 ms, by what became of it, stacked. Points: the longest time from due to the whole answer of what was served of it; what failed has none. The upright line is the order to hand over. Triangles stand where anything failed; the heading counts what is drawn. Panels share their scales.',
      ...undrawn.map(
        ({ label }) => `${label} is not drawn: its handover of the first block did not end well.`,
      ),
    ].join(' '),
    spec: handoverTimelineSpec({
      title: titleOf(scenario.id),
      subtitle: `${at}, one handover of each arm (the first block’s)`,
      panels,
    }),
  };
}

/** Within what is drawn. */
function binsOf({ timeline = [] }: HandoverSummary): readonly TimelineBin[] {
  return timeline.filter(({ fromMs }) => fromMs >= firstMs && fromMs < lastMs);
}

const outcomes = [
  { key: 'servedByOld', label: 'served by the old process' },
  { key: 'servedByNew', label: 'served by the new process' },
  { key: 'failed', label: 'failed' },
] as const satisfies readonly { readonly key: keyof TimelineBin; readonly label: CountBar['label'] }[];

function panelOf(name: string, one: HandoverSummary): TimelinePanel {
  const bins = binsOf(one);
  const failed = bins.reduce((sum, bin) => sum + bin.failed, 0);
  const due = bins.reduce((sum, bin) => sum + bin.servedByOld + bin.servedByNew + bin.failed, 0);
  return {
    arm: name,
    heading: `${name}: ${formatCount(failed)} of ${formatCount(due)} failed`,
    bars: bins.flatMap((bin) => barsOf(name, bin)),
    failures: bins.flatMap((bin): readonly FailureMark[] =>
      bin.failed === 0
        ? []
        : [
            {
              arm: name,
              ms: bin.fromMs,
              tip: `${name}, ${whenWords(bin)}: ${formatCount(bin.failed)} failed`,
            },
          ],
    ),
    delays: bins.flatMap((bin): readonly DelayMark[] => {
      if (bin.max === null) return [];
      const tip = `${name}, ${whenWords(bin)}: longest delay ${formatDuration(bin.max)}`;
      return [{ arm: name, ms: bin.fromMs, us: inMicroseconds(bin.max), tip }];
    }),
  };
}

function barsOf(name: string, bin: TimelineBin): readonly CountBar[] {
  let top = 0;
  return outcomes.flatMap(({ key, label }): readonly CountBar[] => {
    const count = bin[key];
    if (count === 0) return [];
    const bottom = top;
    top += count;
    const tip = `${name}, ${whenWords(bin)}: ${formatCount(count)} ${label}`;
    return [{ label, arm: name, ms: bin.fromMs, bottom, upTo: top, tip }];
  });
}

function whenWords({ fromMs }: TimelineBin): string {
  if (fromMs === 0) return 'the 10 ms after the order';
  return fromMs < 0 ? `${String(-fromMs)} ms before the order` : `${String(fromMs)} ms after the order`;
}

function wordsOf({ heading, delays }: TimelinePanel): string {
  const worst = Math.max(0, ...delays.flatMap(({ ms, us }) => (ms >= 0 ? us : [])));
  return `${heading}, longest delay after the order ${formatDuration(worst * 1000)}`;
}
