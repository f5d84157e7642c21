// SPDX-License-Identifier: Apache-2.0
// Load that looks as if it made a transfer cheaper is told as something to wonder about; where it does not, nothing is.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blocksText } from '../../testing/blocks-text.ts';
import { ratioEstimate } from '../../testing/example-estimate.ts';
import { loadResult } from '../../testing/example-load.ts';
import { troubledDonor } from './troubled-donor.ts';

const load = loadResult();

/** With this ratio in every row of one scenario, and 1.3 in the others. */
function answerWith(scenario: string, value: number): string {
  const rows = load.rows.map((row) => ({
    ...row,
    adjustedP: 0.001,
    ratioToReference: ratioEstimate(row.scenario === scenario ? value : 1.3, 0.1),
  }));
  const content = { result: { ...load, doubts: [], rows }, figures: [], missingCharts: [] };
  return blocksText(troubledDonor.answer(content));
}

test('a busy donor that looks cheaper than an idle one: the wake-up is named, and that it was not measured apart', () => {
  assert.match(
    answerWith('busy-donor', 0.7),
    /^In busy-donor a donor with work beside it looks cheaper .* This run does not measure that apart\.$/m,
  );
});

test('nothing of it where load looks dearer, shows no difference, or nobody is asked', () => {
  for (const text of [
    answerWith('busy-donor', 1.3),
    answerWith('busy-donor', 1),
    answerWith('stopped-donor-unasked', 0.7),
  ])
    assert.doesNotMatch(text, /with work beside it/);
});
