// SPDX-License-Identifier: Apache-2.0
// A corpus file as A/A sessions: what the judge of a gate would have been given, launch by launch.

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { AaSession } from '../../bench/gate/replay.ts';
import type { LaunchSummary, Quantiles } from '../../bench/results/result.ts';
import type { CorpusHeader, CorpusLine, CorpusPart } from './corpus-format.ts';
import { corpusColumns, corpusFormat, corpusVersion } from './corpus-format.ts';

export interface Corpus {
  readonly header: CorpusHeader;
  /** In the order of header.parts. */
  readonly sessions: readonly CorpusSession[];
}

export interface CorpusSession extends AaSession {
  readonly part: CorpusPart;
}

export function readCorpus(path: string): Corpus {
  const [first = '', ...lines] = gunzipSync(readFileSync(path)).toString('utf8').trimEnd().split('\n');
  const header = readHeader(first, path);
  const sessions = header.parts.map((part) => ({
    part,
    copies: header.copies,
    blocks: [] as LaunchSummary[][],
  }));
  lines.forEach((line, launch) => {
    const one = JSON.parse(line) as CorpusLine;
    const session = sessions[one[0]];
    if (session === undefined) throw new Error(`${path}: launch ${String(launch)} is of no part`);
    (session.blocks[one[1]] ??= []).push(summaryOf(one, session.part, launch));
  });
  // Blocks keep the numbers that they were launched under, which have gaps where a block was cut short.
  return { header, sessions: sessions.map((one) => ({ ...one, blocks: one.blocks.filter(Array.isArray) })) };
}

function readHeader(line: string, path: string): CorpusHeader {
  const header = JSON.parse(line) as Record<keyof CorpusHeader, unknown>;
  if (header.format !== corpusFormat || header.version !== corpusVersion) {
    throw new Error(`${path}: not a corpus of version ${String(corpusVersion)}; take it again`);
  }
  if (String(header.columns) !== String(corpusColumns)) {
    throw new Error(`${path}: its columns are ${String(header.columns)}; take it again`);
  }
  return header as CorpusHeader;
}

function summaryOf(line: CorpusLine, part: CorpusPart, launch: number): LaunchSummary {
  const [, block, position, arm, status, oracle, ...numbers] = line;
  const { scenario, placement } = part;
  const [n, p10, p50, p90, p99, cpuP10, cpuP50, cpuP90, ...around] = numbers;
  return {
    ...{ launch, scenario, placement, block, position, arm, point: null, status, oracle, roundTrip: null },
    failure:
      status === 'ok'
        ? null
        : { code: 'IN_CORPUS', operation: 'launch', text: 'it failed when the corpus was taken' },
    wall: quantiles([n, p10, p50, p90, p99]),
    cpu: quantiles([n, cpuP10, cpuP50, cpuP90, null]),
    conditions: conditionsOf(around),
  };
}

type Number = number | null | undefined;

function quantiles([n, p10, p50, p90, p99]: readonly Number[]): Quantiles | null {
  if (n == null || p10 == null || p50 == null) return null;
  return { n, p10, p50, p90: p90 ?? null, p99: p99 ?? null };
}

function conditionsOf(around: readonly Number[]): LaunchSummary['conditions'] {
  const [steal, pressure, span, involuntary, migrations, leaked] = around;
  if (span == null || involuntary == null || leaked == null) return null;
  return {
    steal_ns: steal ?? null,
    cpu_pressure_ns: pressure ?? null,
    span_ns: span,
    involuntary_switches: involuntary,
    migrations: migrations ?? null,
    leaked_descriptors: leaked,
    load: null,
    injected_ns: 0,
  };
}
