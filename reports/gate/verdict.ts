// SPDX-License-Identifier: Apache-2.0
// The verdict with its reasons, and what it does and does not say.

import type { Reason, Verdict } from '../../bench/results/gate-result.ts';
import { code, paragraph, strong, text } from '../article/blocks.ts';
import type { Text } from '../article/blocks.ts';
import type { GateSection } from './gate-content.ts';

export const verdict: GateSection = {
  id: 'verdict',
  title: 'The verdict',
  blocks: ({ result }) => [
    paragraph(text`${strong(`${result.verdict}.`)} ${meanings[result.verdict]}`),
    ...(result.reasons.length === 0
      ? []
      : [{ kind: 'list', items: result.reasons.map(reasonText) } as const]),
  ],
};

export const meanings: Readonly<Record<Verdict, string>> = {
  PASS: 'For every endpoint a slowdown of the size that matters is excluded. Smaller ones are not.',
  FAIL: 'At least one endpoint got slower by more than is allowed, in two passes that share no block.',
  INCONCLUSIVE:
    'For at least one endpoint a slowdown that matters was neither shown nor excluded. This is neither good news nor bad.',
  INVALID:
    'What was measured says nothing about the change: the machine or a helper is not fit to be judged. Slow and fast look alike here.',
};

function reasonText({ rule, text: words }: Reason): Text {
  return text`${words} (rule ${code(rule)})`;
}
