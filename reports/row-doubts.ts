// SPDX-License-Identifier: Apache-2.0
// Finds the doubts about a row, and those that its ratio cannot be claimed against.

import type { Doubt } from '../bench/results/doubt.ts';
import type { Result, Row } from '../bench/results/result.ts';

export type DoubtedResult = Pick<Result, 'doubts'>;

/** In the order in which doubts are told. */
export function doubtsOfRow({ doubts }: DoubtedResult, row: Row): readonly Doubt[] {
  return doubts.filter((doubt) => isAbout(doubt, row, row.arm));
}

/** Those about the row itself, and those about what it is divided by: a ratio rests on both. */
export function weakeningDoubts({ doubts }: DoubtedResult, row: Row): readonly Doubt[] {
  return doubts.filter(
    (doubt) =>
      doubt.weight === 'weakens' && (isAbout(doubt, row, row.arm) || isAbout(doubt, row, row.reference)),
  );
}

function isAbout(doubt: Doubt, { scenario, placement, point }: Row, arm: string | null): boolean {
  return (
    doubt.scenario === scenario && doubt.placement === placement && doubt.point === point && doubt.arm === arm
  );
}
