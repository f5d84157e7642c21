// SPDX-License-Identifier: Apache-2.0
// A run in plain characters, for a terminal: what is wrong with it, its answer, its ratios as bars, and what the caveats
// point to. The sentences are the article's own.

import type { Result } from '../../bench/results/result.ts';
import { crossoverSentences, headlineSentences } from '../article/answer.ts';
import { plainText } from '../article/blocks.ts';
import type { Text } from '../article/blocks.ts';
import { caveatsOf } from '../article/caveats.ts';
import { handoverSentences } from '../article/handovers/told-sentences.ts';
import { doubts } from '../article/doubts.ts';
import { failures } from '../article/failures.ts';
import { pageHead } from '../article/page-head.ts';
import type { ArticleContent, WrittenSection } from '../article/section.ts';
import { writeSections } from '../article/section.ts';
import { skips } from '../article/skips.ts';
import { zero } from '../article/zero.ts';
import { alikeRatios } from '../alike-ratios.ts';
import { judgeAlike } from '../alike-verdict.ts';
import { printable } from '../escape.ts';
import { plainSection } from './plain-section.ts';
import { ratioBars, summaryWidth } from './ratio-bars.ts';
import { wrapWords } from './wrap-words.ts';

/** Ends with a line break; no line is wider than 80 characters. */
export function plainSummary(result: Result): string {
  const { title, summary } = pageHead(result);
  const bars = ratioBars(result);
  const parts = [
    [...wrapWords(printable(title), summaryWidth), ...sentence(summary, '')],
    listUnder('Before you read on', caveatsOf(result)),
    listUnder('At one descriptor', headlineSentences(result)),
    listUnder('As a transfer carries more', crossoverSentences(result)),
    listUnder('While clients watch', handoverSentences(result)),
    ...(bars.length === 0 ? [] : [bars]),
    ...troubles(result).map((section) => plainSection(section, summaryWidth)),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** Doubts that are only noted stand in the report; what zero looks like is told where it looks wrong. */
function troubles(result: Result): readonly WrittenSection[] {
  const weakening = result.doubts.filter(({ weight }) => weight === 'weakens');
  const isZeroWrong = judgeAlike(alikeRatios(result)).isWrong;
  const sections = [doubts, ...(isZeroWrong ? [zero] : []), skips, failures];
  return writeSections<ArticleContent>(sections, {
    result: { ...result, doubts: weakening },
    figures: [],
    missingCharts: [],
  });
}

function listUnder(title: string, sentences: readonly Text[]): readonly string[] {
  return sentences.length === 0 ? [] : [title, ...sentences.flatMap((one) => sentence(one, '- '))];
}

/** Names in a result may hold what would move a terminal's cursor: only what is printable gets there. */
function sentence(content: Text, first: string): readonly string[] {
  return wrapWords(printable(plainText(content)), summaryWidth, first);
}
