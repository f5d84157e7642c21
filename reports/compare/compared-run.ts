// SPDX-License-Identifier: Apache-2.0
// A run that stands beside others: a letter to call it by in columns and sentences, and the folder it came from.

import type { Result, Row } from '../../bench/results/result.ts';
import type { Figure } from '../article/blocks.ts';
import type { Section } from '../article/section.ts';
import { rowsOfCell } from '../row-lookup.ts';
import type { Comparability } from './comparable-cells.ts';

export interface ComparedRun {
  readonly letter: string;
  /** As it was named on the command line. */
  readonly folder: string;
  readonly result: Result;
}

/** What the sections of a comparison draw on. */
export interface CompareContent {
  readonly runs: readonly ComparedRun[];
  readonly comparability: Comparability;
  readonly figures: readonly Figure[];
}

export type CompareSection = Section<CompareContent>;

/** More would not fit beside each other on any page. */
export const mostRuns = 8;

export function nameRuns(stored: readonly Omit<ComparedRun, 'letter'>[]): readonly ComparedRun[] {
  return stored.map((run, index) => ({ ...run, letter: String.fromCharCode(65 + index) }));
}

/** "A", "A and B", "A, B and C". */
export function lettersOf(runs: readonly Pick<ComparedRun, 'letter'>[]): string {
  const letters = runs.map(({ letter }) => letter);
  const last = letters.at(-1) ?? '';
  return letters.length < 2 ? last : `${letters.slice(0, -1).join(', ')} and ${last}`;
}

/** The row of a run that is about the same arm at the same point; undefined where it has none. */
export function sameRow({ result }: ComparedRun, row: RowKey): Row | undefined {
  return rowsOfCell(result, row).find(({ arm, point }) => arm === row.arm && point === row.point);
}

export type RowKey = Pick<Row, 'scenario' | 'placement' | 'point' | 'arm'>;

/** Every arm at every point of a cell that any of the runs has, in the order of the first that has it. */
export function rowKeys(
  runs: readonly ComparedRun[],
  cell: Pick<Row, 'scenario' | 'placement'>,
): readonly RowKey[] {
  const keys = new Map<string, RowKey>();
  for (const { scenario, placement, point, arm } of runs.flatMap(({ result }) => rowsOfCell(result, cell))) {
    const key = JSON.stringify([point, arm]);
    if (!keys.has(key)) keys.set(key, { scenario, placement, point, arm });
  }
  return [...keys.values()];
}
