// SPDX-License-Identifier: Apache-2.0
// What is told of load: capacity and where it ends, growth, late and lost transfers. Each rule with each of its outcomes.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Doubt } from '../../bench/results/doubt.ts';
import type { Growth, Result, Row } from '../../bench/results/result.ts';
import { blocksText } from '../testing/blocks-text.ts';
import { loadResult } from '../testing/example-load.ts';
import { exampleInput } from '../testing/example-result.ts';
import { plainText } from './blocks.ts';
import { capacity } from './capacity.ts';
import { growth, whyNoGrowth } from './growth.ts';
import { overload } from './overload.ts';
import type { Question } from './questions/question.ts';
import { scaling } from './questions/scaling.ts';
import { troubledDonor } from './questions/troubled-donor.ts';
import type { Section } from './section.ts';

const load: Result = { ...loadResult(), doubts: [] };
const { result } = exampleInput();

function linesOf(section: Section, about: Result): readonly string[] {
  return blocksText(section.blocks({ result: about, figures: [], missingCharts: [] })).split('\n');
}

function answer({ answer: write }: Question, about: Result): string {
  return blocksText(write({ result: about, figures: [], missingCharts: [] }));
}

function withRows(about: Result, change: (row: Row) => Row): Result {
  return { ...about, rows: about.rows.map(change) };
}

const [grown] = load.growths ?? [];
assert.ok(grown !== undefined);

function doubtAt({ scenario, placement, arm }: Growth, point: number): Doubt {
  return { id: 'drift', scenario, placement, arm, point, weight: 'weakens', evidence: '', advice: '' };
}

function oracleFailedFor({ scenario, placement, arm }: Growth): Result {
  return withRows(load, (row) =>
    row.scenario === scenario && row.placement === placement && row.arm === arm
      ? { ...row, oracle: 'fail' }
      : row,
  );
}

test('capacity: every figure with its interval, fewer blocks and where it ends', () => {
  const lines = linesOf(capacity, load);
  assert.ok(
    lines.some((line) => /^scm_rights \| \S+ \| .*\/s \(.*\/s\) \| .* \| 20$/.test(line)),
    lines[3],
  );
  assert.ok(lines.some((line) => /: capacity |: not settled from where on/.test(line)));
  const bare = withRows(load, (row) =>
    row.capacity === undefined
      ? row
      : {
          ...row,
          blocks: 5,
          capacity: {
            ...row.capacity,
            userCpu: null,
            descriptorsPerSecond: { value: 1000, interval: null, blocks: 5 },
          },
        },
  );
  assert.ok(linesOf(capacity, bare).some((line) => /^scm_rights .*\| 5 of 20$/.test(line)));
  assert.ok(linesOf(capacity, bare).some((line) => / \| 1,000\/s \| .* \| – \| /.test(line)));
  const few = { ...load, launches: load.launches.filter(({ block }) => block < 5) };
  assert.ok(
    linesOf(capacity, few).some((line) => line.includes('too few blocks for an interval, so nothing')),
  );
  assert.deepEqual(linesOf(capacity, result), ['']);
});

test('capacity and its growth: a doubt forbids to say where it ends, and so does a failed oracle', () => {
  const own = { ...grown, scenario: 'capacity', placement: 'unpinned', arm: 'scm_rights' } as const;
  const doubted = { ...load, doubts: [1, 2, 4, 8, 16].map((pairs) => doubtAt(own, pairs)) };
  const ends = /Unpinned: exploratory, scm_rights: (?:capacity|not settled)/;
  for (const [about, reason] of [
    [doubted, /because a doubt weakens the numbers \(drift/],
    [oracleFailedFor(own), /because the oracle failed/],
  ] as const) {
    const text = `${linesOf(capacity, about).join('\n')}\n${answer(scaling, about)}`;
    assert.match(text, reason);
    assert.doesNotMatch(text, ends);
  }
  assert.match(linesOf(capacity, load).join('\n'), ends);
});

test('growth: its exponent, what weakens it, and no interval under ten blocks', () => {
  assert.equal(whyNoGrowth(load, grown), null);
  assert.equal(
    plainText(whyNoGrowth({ ...load, doubts: [doubtAt(grown, grown.to)] }, grown) ?? []),
    'weakened by drift',
  );
  assert.equal(whyNoGrowth({ ...load, doubts: [doubtAt(grown, grown.to + 1)] }, grown), null);
  assert.equal(plainText(whyNoGrowth(oracleFailedFor(grown), grown) ?? []), 'the oracle failed');
  assert.match(linesOf(growth, oracleFailedFor(grown)).join('\n'), /\| the oracle failed$/m);
  assert.match(linesOf(growth, { ...load, doubts: [doubtAt(grown, grown.to)] }).join('\n'), /\| drift$/m);
  const bare = { ...grown, exponent: { ...grown.exponent, interval: null } };
  assert.match(linesOf(growth, { ...load, growths: [bare] }).join('\n'), /\(no interval\)/);
  assert.deepEqual(linesOf(growth, { ...load, growths: [] }), ['']);
});

test('questions about growth: exploratory, weakened, unsound, or not fitted', () => {
  const tables = (load.growths ?? []).filter(({ scenario }) => scenario === 'table-size');
  const [one] = tables;
  assert.ok(one !== undefined);
  assert.match(answer(troubledDonor, load), /table-size\. \w[\w ]*: exploratory, /);
  assert.match(
    answer(troubledDonor, { ...load, doubts: [doubtAt(one, one.to)] }),
    new RegExp(`table-size\\. .*: nothing is claimed about how ${one.arm} grows: weakened by drift`),
  );
  assert.match(
    answer(troubledDonor, oracleFailedFor(one)),
    new RegExp(`table-size\\. .*: nothing is claimed about how ${one.arm} grows: the oracle failed`),
  );
  assert.match(answer(troubledDonor, { ...load, growths: [] }), /table-size: no growth was fitted/);
  const pairs = { ...one, scenario: 'capacity', placement: 'unpinned', parameter: 'pairs' } as const;
  const ofPairs = { ...load, growths: [pairs] };
  assert.match(answer(scaling, ofPairs), /Unpinned: exploratory, /);
  assert.match(
    answer(scaling, { ...ofPairs, doubts: [doubtAt(pairs, pairs.to)] }),
    /Unpinned: nothing is claimed about how \S+ grows: weakened by drift/,
  );
});

test('late and lost: counts and their shares; nothing offered has no share', () => {
  const lines = linesOf(overload, load);
  const lost = '20,000 | 12,400 (62.0 %) | 1,600 (8.00 %) | 6,000 (30.0 %) | 40.2 ms | –';
  assert.ok(lines.includes(`scm_rights poisson | 150 % | ${lost}`));
  const none = withRows(load, (row) =>
    row.outcomes === undefined ? row : { ...row, outcomes: { offered: 0, completed: 0, late: 0, lost: 0 } },
  );
  assert.ok(linesOf(overload, none).some((line) => line.includes(' | 0 | 0 | 0 | 0 | ')));
  assert.deepEqual(linesOf(overload, result), ['']);
});
