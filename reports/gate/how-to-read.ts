// SPDX-License-Identifier: Apache-2.0
// What the words of a gate's report mean.

import { code, strong, text } from '../article/blocks.ts';
import type { Text } from '../article/blocks.ts';
import type { GateSection } from './gate-content.ts';

export const howToRead: GateSection = {
  id: 'how-to-read',
  title: 'How to read this',
  blocks: () => [{ kind: 'list', items: terms }],
};

const terms: readonly Text[] = [
  text`${strong('An endpoint')} is one comparison that was declared before anything ran: the same mechanism, placement and quantile of base and head. ${strong('Allowed')} is 1 + τ; τ is the smallest slowdown that matters.`,
  text`${strong('A block')} is one launch of every arm, base and head beside each other, in an order drawn from the seed. The ratio of a block is head / base; above 1, head is slower.`,
  text`${strong('FAIL')} needs the signed-rank test and the sign test to show a slowdown, an estimate above what is allowed, and all of it again in a second pass. ${strong('PASS')} needs the upper bound below what is allowed. ${strong('INCONCLUSIVE')} is everything between, and ${strong('INVALID')} a machine or helper that cannot be judged.`,
  text`${strong('The canary:')} ${code('message_only')} of the base helper is launched twice in every block. Between these twins nothing may be found.`,
  text`Exit codes: 0 PASS, 1 FAIL, 3 INCONCLUSIVE, 4 INVALID.`,
];
