// SPDX-License-Identifier: Apache-2.0
// A comparison in a cell of a table, and the row of numbers beside it: each outcome in its words.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Result, Row } from '../../bench/results/result.ts';
import { blocksText } from '../testing/blocks-text.ts';
import { ratioEstimate } from '../testing/example-estimate.ts';
import { exampleInput } from '../testing/example-result.ts';
import { changed } from '../testing/example-variants.ts';
import { claimWords, cpuClaimWords, durationWords, lostWords, ratioWords } from './claim-words.ts';
import { numbers } from './numbers.ts';

const { result } = exampleInput();
const [, , compared] = result.rows;
assert.ok(compared !== undefined);
const row: Row = compared;
const below = ratioEstimate(0.9, 0.02);
const outcomes = { offered: 1000, completed: 900, late: 0, lost: 100 };
const doubted: Result = {
  ...result,
  doubts: [
    {
      id: 'drift',
      scenario: row.scenario,
      placement: row.placement,
      point: row.point,
      arm: 'scm_rights',
      weight: 'weakens',
      evidence: '',
      advice: '',
    },
  ],
};

test('a claim in a cell', () => {
  const words = (change: Partial<Row>, about: Result = result): string =>
    claimWords(about, { ...row, ...change });
  assert.equal(words({ ratioToReference: below }), 'cheaper');
  assert.equal(words({ ratioToReference: below, declared: false }), 'looks cheaper (exploratory)');
  assert.equal(words({ ratioToReference: ratioEstimate(1.1, 0.02) }), 'dearer');
  assert.equal(
    words({ ratioToReference: ratioEstimate(1.1, 0.02), declared: false }),
    'looks dearer (exploratory)',
  );
  assert.equal(words({ ratioToReference: ratioEstimate(0.9, 0.2) }), 'no difference shown');
  const disagreeing = { ...below, signInterval: { lo: 0.8, hi: 1.1, coverage: 0.98 } };
  assert.equal(words({ ratioToReference: disagreeing }), 'no difference shown: the two intervals disagree');
  assert.equal(
    words({ ratioToReference: below, adjustedP: 0.5 }),
    'no difference shown: may be chance among so many',
  );
  assert.equal(words({ ratioToReference: below }, doubted), 'nothing is claimed: weakened by drift');
  assert.equal(words({ ratioToReference: null }), 'nothing is claimed: no interval');
  assert.equal(words({ oracle: 'fail', wall: null }), 'no claim: the oracle of pidfd_getfd failed');
  assert.equal(words({ wall: null }), 'not measured');
  assert.equal(words({ wall: null, outcomes }), '100 of 1,000 lost');
  assert.equal(words({ ratioToReference: below, outcomes }), 'cheaper; 100 of 1,000 lost');
});

test('of CPU time every claim is exploratory', () => {
  const words = (change: Partial<Row>, about: Result = result): string =>
    cpuClaimWords(about, { ...row, ...change });
  assert.equal(words({ cpuRatioToReference: below }), 'looks cheaper (exploratory)');
  assert.equal(words({ cpuRatioToReference: ratioEstimate(1.1, 0.02) }), 'looks dearer (exploratory)');
  assert.equal(words({ cpuRatioToReference: null }), 'nothing is claimed: no interval');
  assert.equal(words({ cpuRatioToReference: below }, doubted), 'nothing is claimed: weakened by drift');
  assert.equal(
    words({ cpuRatioToReference: below, oracle: 'fail' }),
    'no claim: the oracle of pidfd_getfd failed',
  );
});

test('numbers in a cell carry their interval and their blocks, or say that there is none', () => {
  assert.equal(ratioWords({ ...below, value: 1.02 }), '1.02× (98.3 % interval 0.882–0.918, 30 blocks)');
  assert.equal(ratioWords({ ...below, interval: null, blocks: 1 }), '0.900× (no interval, 1 block)');
  assert.equal(durationWords({ value: 1500, interval: null, blocks: 9 }), '1.50 µs (no interval, 9 blocks)');
  assert.equal(lostWords(row), null);
  assert.equal(lostWords({ ...row, outcomes: { ...outcomes, lost: 0 } }), null);
});

test('the table: what was lost, doubted, failed or compared with another arm stands in its row', () => {
  const isRow = (one: Row): boolean => one.arm === row.arm && one.placement === 'cross-cpu';
  const lineOf = (change: Partial<Row>, about: Partial<Result> = {}): string => {
    const rows = result.rows.map((one) => (isRow(one) ? { ...one, ...change } : one));
    const content = { result: changed({ ...about, rows }).result, figures: [], missingCharts: [] };
    const lines = blocksText(numbers.blocks(content)).split('\n');
    const own = lines.slice(lines.indexOf('across CPUs'));
    return own.find((line) => line.startsWith('pidfd_getfd')) ?? '';
  };
  assert.match(
    lineOf({}),
    /\| 0\.961× \(0\.937–0\.985; 0\.932–0\.990\) \| 0\.0004 \(p, declared\) \| pass \| 60$/,
  );
  assert.match(lineOf({ declared: false }), /0\.0004 \(q\)/);
  assert.match(lineOf({ adjustedP: null }), /\| – \| pass \| 60$/);
  assert.match(
    lineOf({ blocks: 40, launchesFailed: 20, oracle: 'not-run' }),
    /\| not run \| 40 of 60 \(20 failed\)$/,
  );
  assert.match(lineOf({ wall: null, outcomes }), /\| most lost \| – \| – \|/);
  const doubts = [
    { ...doubted.doubts[0], placement: 'cross-cpu', arm: 'pidfd_getfd' } as Result['doubts'][number],
  ];
  assert.match(lineOf({}, { doubts }), /^pidfd_getfd \(weakened: drift\)/);
  const notes = doubts.map((doubt) => ({ ...doubt, weight: 'note' as const }));
  assert.match(lineOf({}, { doubts: notes }), /^pidfd_getfd \(noted: drift\)/);
  assert.match(lineOf({ reference: 'another' }), /\| `?another`? \|/);
});
