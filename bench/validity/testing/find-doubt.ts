// SPDX-License-Identifier: Apache-2.0
// What one check says about a suspect, and nothing else.

import type { Doubt, DoubtId } from '../../results/doubt.ts';
import type { Suspect } from '../check.ts';
import { examine } from '../index.ts';

/** Its weight, or 'none'. */
export function weightOf(id: DoubtId, suspect: Suspect): Doubt['weight'] | 'none' {
  return findDoubt(id, suspect)?.weight ?? 'none';
}

export function findDoubt(id: DoubtId, suspect: Suspect): Doubt | undefined {
  return examine(suspect).find((doubt) => doubt.id === id);
}
