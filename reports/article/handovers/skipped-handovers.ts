// SPDX-License-Identifier: Apache-2.0
// Live handovers that could not be made here, with the reason that the run gave.

import type { Result } from '../../../bench/results/result.ts';
import type { HandoverScenario } from '../../../scenarios/handover-scenario.ts';
import { printable } from '../../escape.ts';
import { handoverScenario, pointWords } from '../../handover-lookup.ts';
import { code, text } from '../blocks.ts';
import type { Text } from '../blocks.ts';

/** " (no network namespace)", or '' where the run says nothing about it. */
export function whyNoHandovers({ skips }: Pick<Result, 'skips'>): string {
  const reasons = skips
    .filter(({ scenario }) => scenario === handoverScenario)
    .map(({ reason }) => printable(reason));
  return reasons.length === 0 ? '' : ` (${[...new Set(reasons)].join('; ')})`;
}

/** A sentence for each arm or point of a scenario that was left out. */
export function skippedHandovers(
  { skips }: Pick<Result, 'skips'>,
  scenario: HandoverScenario,
): readonly Text[] {
  return skips
    .filter((skip) => skip.scenario === scenario.id)
    .map(({ arm, point, reason, remedy }) => {
      const what: Text = arm === null ? ['Every arm'] : [code(arm)];
      const at = point === null ? '' : `, ${pointWords(scenario, point)}`;
      return text`${what}${at}: not measured here (${printable(reason)}); ${printable(remedy)}`;
    });
}
