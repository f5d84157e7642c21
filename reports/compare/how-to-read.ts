// SPDX-License-Identifier: Apache-2.0
// What the columns and words of a comparison mean.

import { strong, text } from '../article/blocks.ts';
import type { CompareSection } from './compared-run.ts';

export const howToRead: CompareSection = {
  id: 'how-to-read',
  title: 'How to read this',
  blocks: () => [
    {
      kind: 'list',
      items: [
        text`${strong('p50')} is the median over launches of each launch's p50, with the sign interval over that run's blocks.`,
        text`${strong('A ratio')} compares two arms within the blocks of one run: the Hodges–Lehmann estimate with its signed-rank interval. What is claimed of it is what that run's own report claims. ${strong('Exploratory')} is what was not declared before the run: a reason to look, not a result.`,
        text`${strong('Overlap')}: the signed-rank intervals of the runs, or those of the sign test, have a value in common. ${strong('Apart')}: neither have. This is no test. Overlap does not mean that the ratios are the same, and among many rows some are apart by chance. Where a ratio has no interval, is weakened by a doubt, or an oracle failed, that run is not judged.`,
        text`${strong('Side by side')} stands only what was measured alike: the same interval, parameters, variants, placements, points and reference in every run.`,
      ],
    },
  ],
};
