// SPDX-License-Identifier: Apache-2.0
// A growth and an end of capacity as sentences of the article: placement and arm in its words, the rest as the terminal says it.

import type { Growth, Result } from '../../bench/results/result.ts';
import { growthWords } from '../../bench/stats/growth-text.ts';
import type { Saturation } from '../../bench/stats/saturation.ts';
import { findScenario, headingForPlacement } from '../row-lookup.ts';
import { code, strong, text } from './blocks.ts';
import type { Text } from './blocks.ts';
import { whyNoGrowth } from './growth.ts';

export function growthSentence(result: Result, growth: Growth): Text {
  const { arm, placement, scenario } = growth;
  const place = strong(`${headingForPlacement(placement)}:`);
  const why = whyNoGrowth(result, growth);
  if (why !== null) return text`${place} nothing is claimed about how ${code(arm)} grows: ${why}.`;
  return text`${place} exploratory, ${code(arm)}: ${growthWords(growth, findScenario(result, scenario))}.`;
}

export function saturationSentence({ arm, placement, words }: Saturation): Text {
  return text`${strong(`${headingForPlacement(placement)}:`)} exploratory, ${code(arm)}: ${words}.`;
}
