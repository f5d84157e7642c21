// SPDX-License-Identifier: Apache-2.0
// Each of the ten questions has its answer by rule, or says what is missing; a changed result changes the answer.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Doubt } from '../../../bench/results/doubt.ts';
import type { Result, Row } from '../../../bench/results/result.ts';
import { handoverScenarios } from '../../../scenarios/handover/index.ts';
import { scenarios } from '../../../scenarios/index.ts';
import { silentScenarios } from '../../../scenarios/silent/index.ts';
import { loadResult } from '../../testing/example-load.ts';
import { ratioEstimate } from '../../testing/example-estimate.ts';
import { exampleInput } from '../../testing/example-result.ts';
import { changed, everythingSkipped } from '../../testing/example-variants.ts';
import { blocksText } from '../../testing/blocks-text.ts';
import { writeSections } from '../section.ts';
import { questions, tenQuestions } from './index.ts';

const { result } = exampleInput();
const load = loadResult();

function answerTo(number: number, about: Result): string {
  const question = tenQuestions.find((each) => each.number === number);
  assert.ok(question !== undefined);
  return blocksText(question.answer({ result: about, figures: [], missingCharts: [] }));
}

function withRows(about: Result, change: (row: Row) => Row): Result {
  return { ...about, rows: about.rows.map(change) };
}

describe('all ten', () => {
  test('stand in order, whatever was measured', () => {
    assert.deepEqual(
      tenQuestions.map(({ number }) => number),
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    );
    for (const about of [result, load, everythingSkipped().result]) {
      const [section] = writeSections([questions], { result: about, figures: [], missingCharts: [] });
      const kinds = section?.blocks.map(({ kind }) => kind) ?? [];
      assert.equal(kinds.filter((kind) => kind === 'heading').length, 10);
      // No heading without an answer below it.
      kinds.forEach((kind, index) => {
        if (kind === 'heading') assert.ok(kinds[index + 1] !== undefined && kinds[index + 1] !== 'heading');
      });
    }
  });

  test('name only commands that exist', () => {
    const nothing = everythingSkipped().result;
    const words = tenQuestions.map(({ number }) => answerTo(number, nothing)).join('\n');
    const asked = [...words.matchAll(/--only scenario=([\w-]+)/g)].map((match) => match[1] ?? '');
    assert.ok(asked.length > 5);
    for (const id of asked)
      assert.ok(
        [...scenarios, ...handoverScenarios, ...silentScenarios].some((scenario) => scenario.id === id),
        id,
      );
    assert.match(answerTo(10, result), /npm run calibrate$/);
  });
});

test('1: the point is stable only where all agree', () => {
  assert.match(
    answerTo(1, result),
    /all 2 combinations .* show a crossing .*, from 1\.51 to 1\.51 descriptors/,
  );
  const [first, ...others] = result.crossovers;
  assert.ok(first !== undefined);
  const crossovers = [{ ...first, status: 'below-axis' as const, at: null }, ...others];
  assert.match(answerTo(1, changed({ crossovers }).result), /do not agree .* so there is no one point/);
});

test('2: the sizes told are those next to 1, 10, 100 and 1,000', () => {
  const answer = answerTo(2, result);
  const sizes = [...answer.matchAll(/scm_rights \| ([\d,]+) \|/g)].map((match) => match[1]);
  assert.deepEqual(sizes, ['1', '1', '1', '8', '64', '1,024']);
  assert.match(answer, /size-under-load was not measured here/);
  const failed = withRows(result, (row) => ({ ...row, oracle: 'fail' }));
  assert.match(answerTo(2, failed), /oracle failed/);
});

test('4: the share of the floor is claimed with its interval or not at all', () => {
  assert.match(answerTo(4, result), /the floor takes 76\.1 % of the time of scm_rights \(98\.3 % interval /);
  const bare = withRows(result, (row) => ({
    ...row,
    ratioToFloor: row.ratioToFloor && { ...row.ratioToFloor, interval: null },
  }));
  assert.match(answerTo(4, bare), /nothing is claimed about its share in scm_rights: no interval/);
  const doubt: Doubt = {
    id: 'canary',
    scenario: 'one-descriptor',
    placement: 'same-cpu',
    point: null,
    arm: 'message_only',
    weight: 'weakens',
    evidence: 'The floor moved.',
    advice: 'Run again.',
  };
  const doubted = answerTo(4, changed({ doubts: [doubt] }).result);
  assert.match(doubted, /Floor, same CPU: nothing is claimed .* weakened by canary/);
  assert.match(doubted, /Floor, across CPUs: the floor takes/);
  assert.match(answerTo(4, result), /numbers-known was not measured here/);
});

test('5: what was lost is told as lost, and no difference is made of an interval across 1', () => {
  const answer = answerTo(5, load);
  assert.match(answer, /scm_rights stopped \|.*\| [\d,]+ of [\d,]+ lost$/m);
  assert.match(answer, /pidfd_getfd stopped \|.*looks dearer \(exploratory\); 140 of 2,000 lost$/m);
  assert.match(answer, /table-size\. \w[\w ]*: exploratory, /);
  assert.match(answer, /stopped-donor-unasked was not measured here.*--only scenario=stopped-donor-unasked/);
  const across = withRows(load, (row) => ({ ...row, ratioToReference: ratioEstimate(1.3, 0.5) }));
  const claims = answerTo(5, across)
    .split('\n')
    .filter((line) => line.includes('busy |'));
  assert.ok(claims.length > 0);
  for (const line of claims) assert.match(line, /no difference shown$/);
});

test('5: exploratory only looks so, and turned round it looks the other way', () => {
  const sized = (value: number): string =>
    answerTo(
      5,
      withRows(load, (row) => ({ ...row, adjustedP: 0.001, ratioToReference: ratioEstimate(value, 0.1) })),
    );
  assert.match(sized(2), /looks dearer \(exploratory\)$/m);
  assert.match(sized(0.5), /looks cheaper \(exploratory\)$/m);
  assert.doesNotMatch(sized(2), /\| dearer$/m);
});

test('7: without pairs there is a command, with them no lock is guessed', () => {
  assert.match(answerTo(7, result), /^capacity was not measured here.*--only scenario=capacity$/);
  assert.match(answerTo(7, load), /Which kernel lock ends it is not told/);
  assert.match(answerTo(7, load), /capacity (?:does not rise|still rises)|not settled/);
});

test('8: what was not measured has its command', () => {
  assert.match(answerTo(8, result), /acknowledge was not measured here/);
});

test('9: the record of the oracle is no rate', () => {
  assert.match(
    answerTo(9, result),
    /found no descriptor swapped or missing in what arrived; that is no rate/,
  );
  const launches = result.launches.map((launch, index) =>
    index === 1 ? { ...launch, oracle: 'fail' as const } : launch,
  );
  assert.match(answerTo(9, changed({ launches }).result), /failed in 1: descriptors did not arrive/);
});
