// SPDX-License-Identifier: Apache-2.0
// What is said of a crossover for each of its states; never more than intervals carry.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Doubt } from '../../bench/results/doubt.ts';
import type { Crossover, Result } from '../../bench/results/result.ts';
import { ratioEstimate } from '../testing/example-estimate.ts';
import { exampleInput } from '../testing/example-result.ts';
import { plainText } from './blocks.ts';
import { crossoverSentence } from './crossover-sentence.ts';

const { result } = exampleInput();

function sentenceFor(change: Partial<Crossover>, within: Result = result): string {
  const [crossover] = result.crossovers;
  assert.ok(crossover !== undefined);
  return plainText(crossoverSentence(within, { ...crossover, ...change }));
}

/** The example with every ratio along the batch axis replaced. */
function withRatios(ratioAt: (descriptors: number) => number): Result {
  const rows = result.rows.map((row) =>
    row.scenario === 'batch' && row.arm === 'pidfd_getfd'
      ? { ...row, ratioToReference: ratioEstimate(ratioAt(row.point ?? 0), 0.01, 20) }
      : row,
  );
  return { ...result, rows };
}

test('found: which arm is cheaper on which side, with the interval', () => {
  assert.equal(
    sentenceFor({}),
    'Same CPU, wall time: exploratory, scm_rights looks cheaper than pidfd_getfd above 1.51 descriptors a transfer, ' +
      'pidfd_getfd below that (97.9 % interval 1.31–2.22, 20 blocks; interpolated between the sizes measured).',
  );
});

test('found without an interval: nothing is claimed', () => {
  const at = { value: 3, interval: null, blocks: 4 };
  assert.match(sentenceFor({ at }), /nothing is claimed about where scm_rights becomes cheaper/);
  assert.match(sentenceFor({ at: null }), /nothing is claimed/);
});

test('found beside a number that a doubt weakens: nothing is claimed, further off it does not matter', () => {
  const doubted = (point: number, arm: string, weight: Doubt['weight']): string => {
    const place = { scenario: 'batch', placement: 'same-cpu', point, arm } as const;
    const doubt: Doubt = { id: 'drift', ...place, weight, evidence: 'It moved.', advice: 'Look.' };
    return sentenceFor({}, { ...result, doubts: [doubt] });
  };
  const noClaim = /nothing is claimed about where scm_rights becomes cheaper .*weakens a ratio .*\(drift\)/;
  assert.match(doubted(1, 'pidfd_getfd', 'weakens'), noClaim);
  assert.match(doubted(4, 'scm_rights', 'weakens'), noClaim);
  assert.match(doubted(8, 'pidfd_getfd', 'weakens'), /cheaper than pidfd_getfd above 1\.51/);
  assert.match(doubted(1, 'pidfd_getfd', 'note'), /cheaper than pidfd_getfd above 1\.51/);
});

test('open: no crossover is claimed', () => {
  assert.match(sentenceFor({ status: 'open' }), /no crossover .* is claimed: its interval reaches an end/);
});

test('open: but from the size on where every interval shows it, that much is said', () => {
  const late = withRatios((descriptors) => (descriptors < 100 ? 1 : 1.5));
  assert.match(
    sentenceFor({ status: 'open' }, late),
    /From 252 descriptors on, exploratory, scm_rights looks cheaper at every size measured/,
  );
  const early = withRatios((descriptors) => (descriptors < 10_000 ? 1.5 : 1));
  assert.doesNotMatch(sentenceFor({ status: 'open' }, early), /cheaper/);
});

test('one arm over the whole axis, where every interval shows it', () => {
  const cheaper = withRatios(() => 1.5);
  assert.match(
    sentenceFor({ status: 'below-axis', at: null }, cheaper),
    /exploratory, scm_rights looks cheaper than pidfd_getfd at every size measured; .*11 sizes/,
  );
  assert.match(
    sentenceFor(
      { status: 'above-axis', at: null },
      withRatios(() => 0.5),
    ),
    /exploratory, pidfd_getfd looks cheaper than scm_rights at every size measured/,
  );
});

test('only of declared ratios it is a finding, and of CPU time never', () => {
  const declared = { ...result, rows: result.rows.map((row) => ({ ...row, declared: true })) };
  assert.match(sentenceFor({}, declared), /wall time: scm_rights is cheaper than pidfd_getfd above 1\.51/);
  assert.match(sentenceFor({ measure: 'cpu' }, declared), /CPU time: exploratory, scm_rights looks cheaper/);
  const one = declared.rows.map((row) => (row.point === 64 ? { ...row, declared: false } : row));
  assert.match(sentenceFor({}, { ...declared, rows: one }), /exploratory, scm_rights looks cheaper/);
});

test('which arm the ratio divides by does not matter', () => {
  const turned = withRatios(() => 0.5);
  const rows = turned.rows.map((row) =>
    row.reference === 'scm_rights' ? { ...row, arm: 'scm_rights', reference: 'pidfd_getfd' } : row,
  );
  assert.match(
    sentenceFor({ status: 'below-axis', at: null }, { ...turned, rows }),
    /exploratory, scm_rights looks cheaper than pidfd_getfd at every size measured/,
  );
});

test('found beside a failed oracle: nothing is claimed, further off it does not matter', () => {
  const failedAt = (point: number): string =>
    sentenceFor(
      {},
      {
        ...result,
        rows: result.rows.map((row) =>
          row.point === point && row.arm === 'scm_rights' ? { ...row, oracle: 'fail' } : row,
        ),
      },
    );
  assert.match(failedAt(2), /nothing is claimed about where .* the oracle of scm_rights failed at a size/);
  assert.match(failedAt(64), /cheaper than pidfd_getfd above 1\.51/);
});

test('one arm over the whole axis, but only some intervals show it', () => {
  const some = withRatios((descriptors) => (descriptors < 10 ? 1 : 1.5));
  assert.match(
    sentenceFor({ status: 'below-axis', at: null }, some),
    /cheaper than pidfd_getfd at 7 of 11 sizes; at the others no difference is shown/,
  );
  assert.match(
    sentenceFor(
      { status: 'below-axis', at: null },
      withRatios(() => 1),
    ),
    /no crossover and no difference shown/,
  );
});
