// SPDX-License-Identifier: Apache-2.0
// `--only ID,…` of what is played: an id that is not there is refused before anything starts.

import { nearestWord } from '../plan/nearest.ts';
import { UsageError } from '../usage-error.ts';

export function chooseById<One extends { readonly id: string }>(
  all: readonly One[],
  only: string | undefined,
  what: string,
): readonly One[] {
  if (only === undefined) return all;
  const known = all.map(({ id }) => id);
  const wanted = only.split(',').map((id) => id.trim());
  for (const id of wanted) {
    if (known.includes(id)) continue;
    const near = nearestWord(id, known);
    const hint = near === undefined ? '' : ` Did you mean "${near}"?`;
    throw new UsageError(`--only: unknown ${what} "${id}".${hint} Known: ${known.join(', ')}`);
  }
  return all.filter(({ id }) => wanted.includes(id));
}
