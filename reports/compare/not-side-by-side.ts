// SPDX-License-Identifier: Apache-2.0
// What is not set side by side, and why: a difference in what was asked is not a difference in the answer.

import { code, listed, paragraph, text } from '../article/blocks.ts';
import type { CompareSection } from './compared-run.ts';
import type { Unequal } from './comparable-cells.ts';

export const notSideBySide: CompareSection = {
  id: 'not-side-by-side',
  title: 'Not set side by side',
  isBox: true,
  blocks: ({ comparability: { unequal } }) =>
    unequal.length === 0
      ? []
      : [
          paragraph(text`These were not measured alike in every run, so their numbers are left out:`),
          {
            kind: 'list',
            items: byReason(unequal).map(
              ([reason, scenarios]) => text`${listed(scenarios.map(code))}: ${reason}`,
            ),
          },
        ],
};

/** A full run beside a short one leaves out twenty scenarios for one reason. */
function byReason(unequal: readonly Unequal[]): readonly (readonly [string, readonly string[]])[] {
  const groups = new Map<string, string[]>();
  for (const { reason, scenario } of unequal) groups.set(reason, [...(groups.get(reason) ?? []), scenario]);
  return [...groups];
}
