// SPDX-License-Identifier: Apache-2.0
// A HdrHistogram log, V2 compressed: one interval a launch, tagged by its arm, values in ns. For the tools of that
// format; they add up what they are shown, so read its percentiles as a picture and never as a test.

import type { Histogram } from 'hdr-histogram-js';
import type { GateResult } from '../../bench/results/gate-result.ts';
import type { LaunchRecord, Result } from '../../bench/results/result.ts';
import { intervalDurations } from '../../bench/stats/intervals.ts';
import type { Interval } from '../../scenarios/scenario.ts';
import { printable } from '../escape.ts';
import type { Exporter, Samples } from './exporter.ts';
import { seriesName } from './series.ts';

export const hdr: Exporter = { name: 'hdr', readBy: 'HdrHistogram log tools', run: write, gate: write };

/** Three digits: a stored value is at most 0.1 % off. */
const significantDigits = 3;
/** Interval_Max is given in ms, as HdrHistogram's own writers do. */
const maximumUnit = 1e6;

type Content = Pick<Result | GateResult, 'run' | 'scenarios' | 'doubts'> & Partial<Pick<Result, 'rows'>>;

async function write(content: Content, samples: Samples): Promise<string> {
  // Loaded only when asked for: it takes longer than all the other exporters together.
  const { default: library } = await import('hdr-histogram-js');
  const { run, scenarios } = content;
  const intervals = new Map(scenarios.map(({ id, interval }) => [id, interval]));
  const clock = launchClock();
  let text = headOf(run.startedAt, content);
  const writer = new library.HistogramLogWriter((line) => {
    text += line;
  });
  writer.outputLegend();
  for await (const record of samples) {
    const durations = durationsOf(record, intervals);
    if (durations.length === 0) continue;
    const histogram: Histogram = library.build({
      bitBucketSize: 32,
      numberOfSignificantValueDigits: significantDigits,
    });
    for (const ns of durations) histogram.recordValue(ns);
    histogram.tag = tagOf(content, record);
    const [start, end] = clock(record);
    writer.outputIntervalHistogram(histogram, start, end, maximumUnit);
  }
  return text;
}

/** Recorded durations as whole ns; what is negative or no number is in no histogram. */
function durationsOf(record: LaunchRecord, intervals: ReadonlyMap<string, Interval>): number[] {
  const interval = intervals.get(record.scenario);
  if (interval === undefined || record.status !== 'ok' || record.samples === null) return [];
  return intervalDurations(record.samples, interval)
    .map(Math.round)
    .filter((ns) => ns >= 0 && ns <= Number.MAX_SAFE_INTEGER);
}

function headOf(startedAt: string, content: Content): string {
  const at = Date.parse(startedAt) / 1000;
  const seconds = (Number.isFinite(at) ? at : 0).toFixed(3);
  const lines = [
    '[Histogram log format version 1.3]',
    'values in ns, one interval a launch, Interval_Max in ms; warm-up left out',
    ...content.doubts.map((doubt) =>
      printable(
        `doubt about ${seriesName(content, doubt)}: ${doubt.id} (${doubt.weight}): ${doubt.evidence}`,
      ),
    ),
    ...lostOf(content),
    `[StartTime: ${seconds} (seconds since epoch), ${printable(startedAt)}]`,
    `[BaseTime: ${seconds} (seconds since epoch)]`,
  ];
  return lines.map((line) => `#${line}\n`).join('');
}

/** What was never held has no duration, and would be longer than all that have one. */
function lostOf(content: Content): string[] {
  return (content.rows ?? []).flatMap((row) => {
    const { offered = 0, lost = 0 } = row.outcomes ?? {};
    if (lost === 0) return [];
    return [
      printable(
        `${seriesName(content, row)}: ${String(lost)} of ${String(offered)} transfers were lost and are in no histogram; each took longer than its patience`,
      ),
    ];
  });
}

/** A tag ends at a comma, a line at its end: neither may come from a name. */
function tagOf(content: Content, record: LaunchRecord): string {
  return seriesName(content, record).replaceAll(' ', '/').replaceAll(',', ';');
}

/** Start and end of each launch in seconds after the first; calls have no instants and follow what was before. */
function launchClock(): (record: LaunchRecord) => [number, number] {
  let first: bigint | null = null;
  let last = 0;
  return ({ samples }) => {
    const epoch = BigInt(samples?.epoch_ns ?? '0');
    if (epoch > 0n) {
      first ??= epoch;
      last = Math.max(last, Number(epoch - first) / 1e9);
    }
    const start = last;
    const gaps = samples?.columns.start ?? [];
    last += gaps.reduce<number>((sum, gap) => sum + (gap ?? 0), 0) / 1e9;
    return [start, last];
  };
}
