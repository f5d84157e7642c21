// SPDX-License-Identifier: Apache-2.0
// Doubts on the terminal: names beside the row, and under the table what was seen and what to do.

import type { AxisParameter } from '../../scenarios/scenario.ts';
import { pointBehindName } from '../results/axis-words.ts';
import type { Doubt } from '../results/doubt.ts';

/** "!drift, steal": what stands behind a "!" weakens the row. */
export function doubtMarks(doubts: readonly Doubt[]): string {
  return doubts.map(({ id, weight }) => (weight === 'weakens' ? `!${id}` : id)).join(', ');
}

/** A line for each kind of doubt and what to do, the first row's evidence standing for all; '' without any. */
export function doubtLegend(doubts: readonly Doubt[], axis: AxisParameter): string {
  const kinds = new Map<string, Doubt[]>();
  for (const doubt of doubts) {
    const kind = JSON.stringify([doubt.id, doubt.weight, doubt.advice]);
    kinds.set(kind, [...(kinds.get(kind) ?? []), doubt]);
  }
  const lines = [...kinds.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [legendLine(first, others.length, axis)],
  );
  if (lines.length === 0) return '';
  const head = doubts.some(({ weight }) => weight === 'weakens')
    ? 'Doubts (no difference may rest on a row marked "!")'
    : 'Doubts (to be known; none forbids a claim)';
  return [head, ...lines].join('\n');
}

function legendLine(doubt: Doubt, others: number, axis: AxisParameter): string {
  const { arm, point, evidence, advice } = doubt;
  const row = `${arm} ${pointBehindName(axis, point)}`.trimEnd();
  const more = others === 0 ? '' : ` (and ${String(others)} more ${others === 1 ? 'row' : 'rows'})`;
  return `  ${doubtMarks([doubt])}: ${row}${more}: ${evidence}\n    ${advice}`;
}
