// SPDX-License-Identifier: Apache-2.0
// What zero looks like in this run: arms against themselves, how many of them include 1, and whether that is as it
// should be.

import { minimumBlocks } from '../../bench/stats/estimate.ts';
import type { Result } from '../../bench/results/result.ts';
import { alikeRatios } from '../alike-ratios.ts';
import { chanceLevel, judgeAlike } from '../alike-verdict.ts';
import { alikeFile } from '../charts/alike.ts';
import { formatCount, formatCoverage, formatRatio } from '../format.ts';
import { paragraph, strong, text, toFigure } from './blocks.ts';
import type { Text } from './blocks.ts';
import type { Section } from './section.ts';

export const zero: Section = {
  id: 'what-zero-looks-like',
  title: 'What zero looks like',
  blocks: ({ result, figures }) => {
    const verdict = zeroSentence(result);
    if (verdict === undefined) return [];
    const isDrawn = figures.some(({ file }) => file === alikeFile);
    const chart: Text = isDrawn ? text` ${toFigure('The chart', alikeFile)} shows them all.` : [];
    return [
      paragraph(
        text`Here each arm is compared with itself: its p50 in one block with that in the block beside it, by the same estimate and the same two intervals as the ratios between arms. Nothing differs, so these ratios should include 1.${chart}`,
      ),
      paragraph(verdict),
    ];
  },
};

/** undefined where no arm has two neighbouring blocks. */
export function zeroSentence(result: Result): Text | undefined {
  const ratios = alikeRatios(result);
  if (ratios.length === 0) return undefined;
  const { judged, leaveOneOut, mostByChance, isWrong } = judgeAlike(ratios);
  const few = formatCount(minimumBlocks);
  if (judged.length === 0) {
    return text`No arm has ${few} pairs of blocks, so there is no interval, and this run cannot show what zero looks like. A run with more blocks can.`;
  }
  const rest = ratios.length - judged.length;
  const others =
    rest === 0 ? '' : ` A further ${formatCount(rest)} have fewer than ${few} pairs and no interval.`;
  const all = formatCount(judged.length);
  const including = strong(`${formatCount(judged.length - leaveOneOut.length)} of ${all} include 1`);
  if (isWrong) {
    const values = leaveOneOut.map(({ ratio }) => ratio.value);
    const furthest = values.reduce((a, b) => (Math.abs(Math.log(b)) > Math.abs(Math.log(a)) ? b : a));
    return text`Only ${including}: ${strong('something is wrong with this run')}. Chance makes no more than ${formatCount(mostByChance)} of ${all} leave it out (in ${formatCoverage(chanceLevel)} of runs). Its blocks differ in a way that no arm explains, by as much as ${formatRatio(furthest)}: do not rest anything on a difference of that size.${others}`;
  }
  return leaveOneOut.length === 0
    ? text`${including}, as they should.${others}`
    : text`${including}; chance makes up to ${formatCount(mostByChance)} of ${all} leave it out (in ${formatCoverage(chanceLevel)} of runs), so this is no sign that anything is wrong.${others}`;
}
