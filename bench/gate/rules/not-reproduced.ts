// SPDX-License-Identifier: Apache-2.0
// INCONCLUSIVE: slower in the first pass, and not again in the second. One of the two was chance or a passing load.

import type { Endpoint, Look, Reason } from '../../results/gate-result.ts';
import { fewestBlocks } from '../design.ts';
import type { PassOutcome } from '../run-pass.ts';
import { takes } from '../words.ts';
import { weakeningText } from './still-open.ts';

interface OnceOnly {
  readonly endpoint: Endpoint;
  /** The one that says FAIL. */
  readonly look: Look;
  readonly again: Look | undefined;
  readonly confirmation: PassOutcome | null;
}

export function notReproduced({ endpoint, look, again, confirmation }: OnceOnly): Reason {
  const seen = `head ${takes(look.ratio, 'took')} in the first pass`;
  return { rule: 'not-reproduced', text: `${seen}; ${whatCameAfter({ endpoint, again, confirmation })}` };
}

function whatCameAfter({ endpoint, again, confirmation }: Omit<OnceOnly, 'look'>): string {
  if (confirmation === null || again === undefined) {
    return 'it was not judged again, because another comparison is INVALID. Mend that first';
  }
  const { endedBy } = confirmation;
  const isWhole = endedBy === 'last-look' || endedBy === 'decided';
  const cut = isWhole ? '' : `, which was cut short (${endedBy})`;
  if (again.blocks < fewestBlocks) {
    return `${String(again.blocks)} blocks of a second pass are too few to confirm it${cut}. Run it again, with more --budget`;
  }
  const weakening = weakeningText(endpoint, confirmation);
  if (weakening !== null) return `in the second ${weakening}`;
  return `in the second${cut} it ${takes(again.ratio, 'took')} , which does not count as slower. Run it again on a quieter machine, or with more --blocks`;
}
