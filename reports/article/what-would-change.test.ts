// SPDX-License-Identifier: Apache-2.0
// What would change the conclusion depends on how near to its limit each declared comparison lies.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Placement } from '../../scenarios/scenario.ts';
import type { Result } from '../../bench/results/result.ts';
import { blocksText } from '../testing/blocks-text.ts';
import { ratioEstimate } from '../testing/example-estimate.ts';
import { exampleInput } from '../testing/example-result.ts';
import { changed, everythingSkipped, singleBlock } from '../testing/example-variants.ts';
import { whatWouldChange } from './what-would-change.ts';

/** The example with the declared ratio of each placement. */
function withRatios(ratios: Partial<Record<Placement, readonly [value: number, spread: number]>>): Result {
  return changed({
    rows: exampleInput().result.rows.map((row) => {
      const ratio = row.declared ? ratios[row.placement] : undefined;
      return ratio === undefined ? row : { ...row, ratioToReference: ratioEstimate(...ratio) };
    }),
  }).result;
}

function wordsOf(result: Result): string {
  return blocksText(whatWouldChange.blocks({ result, figures: [], missingCharts: [] }));
}

test('a shown difference is near its limit only where its interval is', () => {
  const words = wordsOf(withRatios({ 'same-cpu': [1.5, 0.02], 'cross-cpu': [1.03, 0.02] }));
  assert.match(
    words,
    /across CPUs: the difference is shown, but its interval \(1\.01–1\.05\) ends 0\.94\d* % from 1/,
  );
  assert.doesNotMatch(words, /same CPU: the difference/);
});

test('placements that disagree are told as such', () => {
  assert.match(
    wordsOf(withRatios({ 'same-cpu': [1.5, 0.02], 'cross-cpu': [0.8, 0.02] })),
    /Placements disagree about which is cheaper \(same CPU 1\.50×, across CPUs 0\.800×\)/,
  );
  assert.match(
    wordsOf(withRatios({ 'same-cpu': [1.5, 0.02], 'cross-cpu': [1.2, 0.02] })),
    /agree about which is cheaper, not about by how much/,
  );
  const overlapping = wordsOf(withRatios({ 'same-cpu': [1.5, 0.02], 'cross-cpu': [1.51, 0.02] }));
  assert.doesNotMatch(overlapping, /Placements/);
});

test('what is not shown says what would show it', () => {
  const words = wordsOf(withRatios({ 'same-cpu': [1.01, 0.1], 'cross-cpu': [1.5, 0.02] }));
  assert.match(words, /same CPU: no difference is shown; more blocks/);
  assert.match(wordsOf(singleBlock().result), /too few blocks for an interval/);
});

test('another machine is always named, with the command of this run', () => {
  assert.match(
    wordsOf(everythingSkipped().result),
    /^No declared comparison .*--only scenario=one-descriptor\nAnother machine, kernel or day\. .*npm run bench -- --only scenario=one-descriptor,batch --seed 20250115$/,
  );
});
