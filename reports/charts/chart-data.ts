// SPDX-License-Identifier: Apache-2.0
// What a chart was drawn from, as comma-separated values: one line a value of its layers, without what is only looks.

import { csvOf } from '../csv-text.ts';
import type { CsvValue } from '../csv-text.ts';
import type { Chart } from './chart.ts';

type Json = Readonly<Record<string, unknown>>;

const lists = ['layer', 'concat', 'hconcat', 'vconcat'] as const;
/** Of a value: how it is drawn, and where its row stands. */
const looks = new Set(['colour', 'stroke', 'fill', 'shape', 'at', 'row', 'top']);

/** What an arm or words belong to; the rest are frames, names and lines. Columns by the name that the drawing uses: `label`
 * is the arm, `us` microseconds, `tip` the mark in words with its units. Values that several layers share come once. */
export function chartData(chart: Chart): string {
  const tables = valuesIn(chart.spec as unknown as Json);
  const seen = new Set<string>();
  const rows = tables.flat().filter((row) => {
    const text = JSON.stringify(row);
    const isNew = !seen.has(text);
    seen.add(text);
    return isNew && isData(row);
  });
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((name) => !looks.has(name));
  return csvOf(
    names,
    rows.map((row) => names.map((name) => cell(row[name]))),
  );
}

/** The file beside the chart's. */
export function chartDataFile(chart: Chart): string {
  return chart.file.replace(/\.svg$/, '.csv');
}

function valuesIn(spec: Json): readonly (readonly Json[])[] {
  const { values } = (spec['data'] ?? {}) as { readonly values?: readonly Json[] };
  const parts = lists.flatMap((list) => (spec[list] ?? []) as readonly Json[]);
  return [...(values === undefined ? [] : [values]), ...parts.flatMap(valuesIn)];
}

function isData(row: Json): boolean {
  if ('tip' in row) return true;
  const data = Object.entries(row).filter(([name]) => !looks.has(name));
  return 'label' in row && data.some(([, value]) => typeof value === 'number');
}

function cell(value: unknown): CsvValue {
  return typeof value === 'number' || typeof value === 'string' ? value : null;
}
