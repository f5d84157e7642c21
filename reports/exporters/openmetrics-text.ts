// SPDX-License-Identifier: Apache-2.0
// OpenMetrics 1.0 text: metric families out of plain data, with its rules for units, escaping and the last line.

import { printableLines } from '../escape.ts';

export interface Family {
  /** Without unit; the unit is put behind it, as the format demands. */
  readonly name: string;
  readonly type: 'gauge' | 'info' | 'stateset';
  readonly unit?: 'seconds' | 'ratio';
  readonly help: string;
  readonly samples: readonly MetricSample[];
}

export interface MetricSample {
  readonly labels: Readonly<Record<string, string>>;
  /** null or no number: there is no such sample. */
  readonly value: number | null;
}

/** Families without a sample are left out. */
export function openMetricsText(families: readonly Family[]): string {
  return `${families.flatMap(linesOf).join('')}# EOF\n`;
}

function linesOf({ name, type, unit, help, samples }: Family): readonly string[] {
  const family = unit === undefined ? name : `${name}_${unit}`;
  const suffix = type === 'info' ? '_info' : '';
  const lines = samples.flatMap(({ labels, value }) =>
    value === null || !Number.isFinite(value)
      ? []
      : [`${family}${suffix}${labelsOf(labels)} ${numberOf(value)}\n`],
  );
  if (lines.length === 0) return [];
  return [
    `# TYPE ${family} ${type}\n`,
    ...(unit === undefined ? [] : [`# UNIT ${family} ${unit}\n`]),
    `# HELP ${family} ${escapeText(help)}\n`,
    ...withoutRepeats(lines),
  ];
}

/** The same series twice is an error of the whole text; a stored result may hold the same row twice. */
function withoutRepeats(lines: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return lines.filter((line) => {
    const series = line.slice(0, line.lastIndexOf(' '));
    if (seen.has(series)) return false;
    seen.add(series);
    return true;
  });
}

function labelsOf(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeText(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

/** Twelve digits: what a conversion from ns to seconds adds behind them is noise of binary numbers. */
function numberOf(value: number): string {
  return String(Number(value.toPrecision(12)));
}

function escapeText(text: string): string {
  return visible(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

/** Line breaks stay, they can be escaped; a tab and a lone carriage return end lines for some. */
function visible(text: string): string {
  return printableLines(text).replace(/[\t\r]/g, '\ufffd');
}
