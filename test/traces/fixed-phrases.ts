// SPDX-License-Identifier: Apache-2.0
// Words of an article that hold digits and are no figures of its result: names, thresholds of docs/method.md, and what its
// questions ask. Each stands with enough of its sentence that no figure can hide in it.

import { bandResamples } from '../../bench/stats/ecdf-band.ts';
import { tenQuestions } from '../../reports/article/questions/index.ts';
import { formatCount } from '../../reports/format.ts';

const phrases: readonly (string | RegExp)[] = [
  ...tenQuestions.map(({ words }) => words),
  /^### Question (?:\d|10):/,
  /\(question 3\)/,
  /\bp99\.9\b|\bp(?:50|90|99)\b/,
  /\bsha256\b/,
  /^C(?:\d|10)$/,
  /\b(?:includes?|leaves?|cost) 1\b|\bleave 1 out\b|\babout (?:1|0)\b(?!\.)|\bunder 1 is\b|\(1\)/,
  /\b64 threads (?:at work|or an exec storm)\b/,
  /\b99th percentile\b/,
  /\b99 of 100\b/,
  /\bC9 draws on the live handovers, C8 on the hazards\b/,
  /\bOf C9, that it serves\b/,
  /\bwithin (?:5|10) % of 1\b/,
  `drawn ${formatCount(bandResamples)} times`,
  /\bgive less than 10 % more\b/,
  /\b(?:fewer than|at least|Under|under) (?:10|20) (?:samples|blocks)\b/,
  /\bat most 0\.0[15]\b/,
  /\bexponent \*\*1\*\*|\bwith \*\*0\*\*/,
];

/** The text without them. */
export function withoutFixedPhrases(text: string): string {
  return phrases.reduce<string>((rest, phrase) => {
    const every = typeof phrase === 'string' ? phrase : new RegExp(phrase.source, 'g');
    return rest.replaceAll(every, ' ');
  }, text);
}
