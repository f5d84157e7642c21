// SPDX-License-Identifier: Apache-2.0
// The point from which on a push is cheaper; it is stable as far as placements and measures agree on it.

import type { Crossover, Result } from '../../../bench/results/result.ts';
import { printable } from '../../escape.ts';
import { formatCount, formatNumber } from '../../format.ts';
import { crossoverSentences } from '../answer.ts';
import { paragraph, text } from '../blocks.ts';
import type { Block } from '../blocks.ts';
import type { Question } from './question.ts';

export const crossover: Question = {
  number: 1,
  words:
    'From how many descriptors on is SCM_RIGHTS cheaper, in CPU and in wall time, and how stable is that point?',
  answer: ({ result }) => [{ kind: 'list', items: crossoverSentences(result) }, ...agreement(result)],
  charts: { beginnings: ['batch-scaling-wall', 'batch-scaling-cpu'] },
};

/** Counts what the point estimates show; what may be claimed of each stands above. */
function agreement({ crossovers }: Result): readonly Block[] {
  if (crossovers.length < 2) return [];
  const seen = new Map<string, number>();
  for (const crossover of crossovers) {
    const words = outcomeOf(crossover);
    seen.set(words, (seen.get(words) ?? 0) + 1);
  }
  const all = formatCount(crossovers.length);
  const [only] = [...seen.keys()];
  return [
    paragraph(
      seen.size === 1
        ? text`Stability: by the estimates alone, all ${all} combinations of placement and measure show ${only ?? ''}${rangeOf(crossovers)}. What their intervals carry stands above.`
        : text`Stability: by the estimates alone, the ${all} combinations of placement and measure do not agree (${[...seen].map(([words, count]) => `${words} in ${formatCount(count)}`).join('; ')}), so there is no one point.`,
    ),
  ];
}

function outcomeOf({ status, above, below }: Crossover): string {
  switch (status) {
    case 'found':
      return 'a crossing inside the sizes measured';
    case 'below-axis':
      return `no crossing, with ${printable(above)} the lower`;
    case 'above-axis':
      return `no crossing, with ${printable(below)} the lower`;
    case 'open':
      return 'a crossing that is not settled';
  }
}

/** From the lowest point to the highest; '' where one has none. */
function rangeOf(crossovers: readonly Crossover[]): string {
  const points = crossovers.flatMap(({ at }) => at?.value ?? []);
  if (points.length < crossovers.length) return '';
  return `, from ${formatNumber(Math.min(...points))} to ${formatNumber(Math.max(...points))} descriptors a transfer`;
}
