// SPDX-License-Identifier: Apache-2.0
// Which chart stands below which answer: of those that a question wants the first that no earlier one has. Each chart
// stands once in the article, so the others are where they are already, or among the charts.

import { figuresWanted } from '../figure-links.ts';
import type { Figure } from '../blocks.ts';
import type { Question } from './question.ts';

export function shownFigures(
  questions: readonly Question[],
  figures: readonly Figure[],
): ReadonlyMap<Question, Figure> {
  const shown = new Map<Question, Figure>();
  for (const question of questions) {
    const taken = new Set(shown.values());
    const free = figuresWanted(figures, question.charts ?? {}).find((figure) => !taken.has(figure));
    if (free !== undefined) shown.set(question, free);
  }
  return shown;
}
