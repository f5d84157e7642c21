// SPDX-License-Identifier: Apache-2.0
// What each place of a report makes of one comparison: that of the headline, pull against push at one descriptor. Read
// from what is printed and drawn, so that a place that words it by itself is found out.

import assert from 'node:assert/strict';
import type { Result } from '../../bench/results/result.ts';
import { plainText } from '../article/blocks.ts';
import { claimWords as tableWords } from '../article/claim-words.ts';
import { comparisonSentences } from '../article/comparison-sentence.ts';
import { chooseByBatch } from '../article/decision/batch.ts';
import { headline } from '../article/headline.ts';
import { whatWouldChange } from '../article/what-would-change.ts';
import { ratioForestChart } from '../charts/ratio-forest.ts';
import { ground } from '../charts/theme.ts';
import { nameRuns } from '../compare/compared-run.ts';
import { claimWords as compareWords } from '../compare/ratio-overlap.ts';
import { ratioBars } from '../summary/ratio-bars.ts';
import { blocksText } from './blocks-text.ts';

/** `pull` and `push`: that one is shown to be cheaper. */
export type Claim = 'pull' | 'push' | 'no difference' | 'no claim';

const cell = { scenario: 'one-descriptor', placement: 'cross-cpu' } as const;

/** Of every place that words the comparison. */
export function claimsInWords(result: Result): Readonly<Record<string, Claim>> {
  const row = result.rows.find((each) => each.arm === 'pidfd_getfd' && isInCell(each));
  assert.ok(row !== undefined);
  const [run] = nameRuns([{ folder: 'x', result }]);
  assert.ok(run !== undefined);
  return {
    title: readTitle(headline(result)),
    answer: readSentence(answerSentence(result)),
    table: readWords(tableWords(result, row)),
    compare: readWords(compareWords(run, row)),
    decision: readDecision(decisionOf(result)),
  };
}

/** The sentence of the answer. */
export function answerSentence(result: Result): string {
  const [sentence, ...others] = comparisonSentences(result, cell).map(plainText);
  assert.ok(sentence !== undefined && others.length === 0);
  return sentence;
}

export function decisionOf(result: Result): string {
  const choice = chooseByBatch(result).find(({ when }) =>
    plainText(when).startsWith('one descriptor goes, across CPUs'),
  );
  assert.ok(choice !== undefined);
  return plainText(choice.then);
}

/** The last section's sentences about the comparison. */
export function changeSentences(result: Result): readonly string[] {
  const text = blocksText(whatWouldChange.blocks({ result, figures: [], missingCharts: [] }));
  return text.split('\n').filter((line) => line.includes('in one-descriptor, across CPUs:'));
}

export type Mark = 'filled' | 'hollow' | 'cross';

interface Drawn {
  readonly at: number;
  readonly text?: string;
  readonly fill?: string;
  readonly shape?: string;
}

/** In the forest, and among the bars of the summary. */
export function marksOf(result: Result): Readonly<Record<string, Mark>> {
  const values: Drawn[] = [];
  JSON.stringify(ratioForestChart(result)?.spec, (key, value: unknown) => {
    if (key === 'values' && Array.isArray(value)) values.push(...(value as Drawn[]));
    return value;
  });
  const at = values.find(({ text }) => text === 'pidfd_getfd, across CPUs')?.at;
  const mark = values.find((each) => each.at === at && each.fill !== undefined);
  assert.ok(mark !== undefined);
  const bar = ratioBars(result).find((line) => line.startsWith('pidfd_getfd, across CPUs')) ?? '';
  const [drawn] = /[●○×](?=[^●○×]*$)/u.exec(bar) ?? [];
  return {
    forest: mark.shape === 'cross' ? 'cross' : mark.fill === ground ? 'hollow' : 'filled',
    bars: drawn === '●' ? 'filled' : drawn === '○' ? 'hollow' : 'cross',
  };
}

function isInCell(one: { readonly scenario: string; readonly placement: string }): boolean {
  return one.scenario === cell.scenario && one.placement === cell.placement;
}

function readTitle(title: string): Claim {
  if (/pulling one descriptor is cheaper than pushing/i.test(title)) return 'pull';
  if (/pulling one descriptor takes \S+ the time of pushing/i.test(title)) return 'push';
  if (/no difference shown/i.test(title)) return 'no difference';
  return readNoClaim(title);
}

function readSentence(sentence: string): Claim {
  if (/pidfd_getfd (?:is|looks) cheaper than scm_rights/.test(sentence)) return 'pull';
  if (/scm_rights (?:is|looks) cheaper than pidfd_getfd/.test(sentence)) return 'push';
  if (sentence.includes('no difference shown')) return 'no difference';
  return readNoClaim(sentence);
}

function readWords(words: string): Claim {
  if (words.includes('cheaper')) return 'pull';
  if (words.includes('dearer')) return 'push';
  return words.includes('no difference shown') ? 'no difference' : readNoClaim(words);
}

function readDecision(words: string): Claim {
  if (words.startsWith('pull')) return 'pull';
  if (words.startsWith('push')) return 'push';
  if (words.startsWith('either')) return 'no difference';
  return readNoClaim(words);
}

function readNoClaim(words: string): Claim {
  assert.match(words, /nothing is claimed|no claim|not decided/i);
  return 'no claim';
}
