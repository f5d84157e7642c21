// SPDX-License-Identifier: Apache-2.0
// INCONCLUSIVE: the last look could neither exclude the slowdown nor show it, or a doubt forbids to conclude anything.

import type { Endpoint, Look, Reason } from '../../results/gate-result.ts';
import type { PassOutcome } from '../run-pass.ts';
import { share, takes } from '../words.ts';

/** What is told of a pass. */
export type PassEnd = Pick<PassOutcome, 'doubts' | 'endedBy'>;

interface OpenCase {
  readonly endpoint: Endpoint;
  readonly look: Look | undefined;
  readonly outcome: PassEnd;
}

export function stillOpen({ endpoint, look, outcome }: OpenCase): Reason {
  if (look === undefined) {
    const text =
      'it was not looked at, because another comparison of the same blocks is INVALID. Mend that first';
    return { rule: 'still-open', text };
  }
  const weakening = weakeningText(endpoint, outcome);
  if (weakening !== null) return { rule: 'weakened', text: weakening };
  return { rule: 'still-open', text: `${boundsOf(look)}; ${adviceFor(endpoint, look, outcome)}` };
}

/** null: no doubt is so grave. */
export function weakeningText({ id }: Endpoint, { doubts }: PassEnd): string | null {
  const weakening = (doubts.get(id) ?? []).filter(({ weight }) => weight === 'weakens');
  const [first] = weakening;
  if (first === undefined) return null;
  const names = weakening.map((doubt) => doubt.id).join(', ');
  return `no verdict may rest on this number (${names}): ${first.evidence} ${first.advice}`;
}

function boundsOf({ ratio, lower, upper, blocks }: Look): string {
  if (lower === null || upper === null) return `${String(blocks)} blocks are too few for a bound`;
  return `head ${takes(ratio)}, somewhere from ${share(lower)} to ${share(upper)} (${String(blocks)} blocks)`;
}

function adviceFor({ tolerance }: Endpoint, { ratio, blocks }: Look, { endedBy }: PassEnd): string {
  if (endedBy === 'budget') return 'the budget is spent: give it more (--budget)';
  if (endedBy === 'interrupted' || endedBy === 'out-of-space') return `${endedBy}: run it again`;
  // The width shrinks with the root of the blocks; an estimate beside the tolerance needs ever more.
  const isNear = Math.abs(ratio - 1 - tolerance) < tolerance / 4;
  return isNear
    ? `the estimate lies close to the ${share(1 + tolerance)} that matters: choose another --tolerance, or look at the change`
    : `try a quieter machine, or --blocks ${String(2 * blocks)}`;
}
