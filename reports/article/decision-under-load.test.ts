// SPDX-License-Identifier: Apache-2.0
// What a run under load decides: donors that are stopped or busy, asked and not asked, and who pays. Beside it what is said
// of known numbers and of how stable the crossover is.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Crossover, Result, Row } from '../../bench/results/result.ts';
import { blocksText } from '../testing/blocks-text.ts';
import { estimate, ratioEstimate } from '../testing/example-estimate.ts';
import { loadResult } from '../testing/example-load.ts';
import { exampleInput } from '../testing/example-result.ts';
import { plainText } from './blocks.ts';
import { chooseByCooperation } from './decision/cooperation.ts';
import { chooseByLoad } from './decision/load.ts';
import { crossover } from './questions/crossover.ts';
import type { Question } from './questions/question.ts';
import { wakeUp } from './questions/wake-up.ts';

const load: Result = { ...loadResult(), doubts: [] };
const { result } = exampleInput();

function answer({ answer: write }: Question, about: Result): string {
  return blocksText(write({ result: about, figures: [], missingCharts: [] }));
}

function withRows(about: Result, change: (row: Row) => Row): Result {
  return { ...about, rows: about.rows.map(change) };
}

/** The load result with a row of a scenario that only some runs have. */
function withRow(change: Partial<Row>): Result {
  const [, , row] = result.rows;
  assert.ok(row !== undefined);
  const own = { ...row, placement: 'cross-cpu', point: null, doubts: [], ...change } as const;
  return { ...load, rows: [...load.rows, own] };
}

function choice(about: Result, when: RegExp): string {
  const found = [...chooseByCooperation(about), ...chooseByLoad(about)].find((one) =>
    when.test(plainText(one.when)),
  );
  return found === undefined ? '' : `${plainText(found.then)} | ${plainText(found.evidence)}`;
}

test('a stopped donor that must be asked decides only where everything was lost', () => {
  const stopped = (lost: number): Result =>
    withRows(load, (row) =>
      row.scenario === 'stopped-donor' && row.reference !== null
        ? { ...row, outcomes: { offered: 10, completed: 10 - lost, late: 0, lost } }
        : row,
    );
  assert.match(
    choice(stopped(10), /must be asked/),
    /^neither: nothing arrives .* 0 of 10 held in time, 10 lost/,
  );
  assert.match(choice(stopped(9), /must be asked/), /^not decided by this run \| /);
});

test('a stopped donor that is not asked decides only where every pull was complete, sound and undoubted', () => {
  const whole = { offered: 10, completed: 10, late: 0, lost: 0 };
  const unasked = (change: Partial<Row>): Result =>
    withRow({
      scenario: 'stopped-donor-unasked',
      reference: 'pidfd_getfd running',
      outcomes: whole,
      ...change,
    });
  const when = /stopped, and its numbers/;
  assert.match(choice(unasked({}), when), /^pull \| pidfd_getfd: 10 of 10 held in time, 0 lost; p50 /);
  assert.match(choice(unasked({ outcomes: { ...whole, completed: 9, late: 1 } }), when), /^not decided/);
  assert.match(choice(unasked({ oracle: 'fail' }), when), /^not decided/);
  assert.match(choice(unasked({ wall: null }), when), /^pull \| pidfd_getfd: 10 of 10 held in time, 0 lost$/);
  const place = { scenario: 'stopped-donor-unasked', placement: 'cross-cpu', point: null } as const;
  const words = { id: 'drift', weight: 'weakens', evidence: '', advice: '' } as const;
  const doubts = [{ ...place, ...words, arm: 'pidfd_getfd' }];
  assert.match(choice({ ...unasked({}), doubts }, when), /^not decided/);
  assert.match(choice(load, when), /^not decided by this run \| stopped-donor-unasked was not measured here/);
});

test('a busy donor that is not asked can be pulled from, unless nothing was measured soundly', () => {
  const busy = (change: Partial<Row>): Result =>
    withRow({
      scenario: 'busy-donor-unasked',
      arm: 'pidfd_getfd 80 % busy',
      reference: 'pidfd_getfd',
      ...change,
    });
  const when = /^the donor is .*, and its numbers are known$/;
  const found = (about: Result): string => {
    const all = chooseByCooperation(about).slice(2);
    const [one] = all.filter((each) => when.test(plainText(each.when)));
    return one === undefined ? '' : `${plainText(one.then)} | ${plainText(one.evidence)}`;
  };
  assert.match(
    found(busy({})),
    /^pull can be used: it asks nobody \| pidfd_getfd 80 % busy to pidfd_getfd: /,
  );
  assert.match(
    found(busy({ oracle: 'fail' })),
    /^not decided by this run \| .*the oracle of pidfd_getfd 80 % busy failed/,
  );
  assert.match(
    found(busy({ wall: null, ratioToReference: null })),
    /^not decided by this run \| .*: not measured$/,
  );
});

test('the bill of the donor follows its ratio, at the smallest and the largest point', () => {
  const bills = chooseByLoad(load).filter(({ when }) =>
    plainText(when).startsWith('the donor’s own time is dear'),
  );
  assert.equal(bills.length, 2);
  for (const { evidence } of bills)
    assert.match(plainText(evidence), /^pidfd_getfd to scm_rights: [\d.]+× \(/);
  const across = withRows(load, (row) =>
    row.scenario === 'donor-bill' && row.ratioToReference !== null
      ? { ...row, ratioToReference: ratioEstimate(0.9, 0.5) }
      : row,
  );
  assert.match(choice(across, /donor’s own time/), /^either: no difference is shown \|/);
});

test('known numbers have their own interval, and no claim where the oracle failed', () => {
  const known = (change: Partial<Row>): string =>
    answer(
      wakeUp,
      withRow({
        scenario: 'numbers-known',
        wall: { p50: estimate(1000, 0.01), p90: null, p99: null },
        ...change,
      }),
    );
  assert.match(
    known({}),
    /Not announced, across CPUs: pidfd_getfd takes 1\.00 µs .* compared with nothing above/,
  );
  assert.match(
    known({ oracle: 'fail' }),
    /Not announced, across CPUs: no claim, because the oracle of pidfd_getfd failed/,
  );
  assert.match(answer(wakeUp, load), /numbers-known was not measured here/);
});

test('the stability of the crossover is what its combinations show', () => {
  const [one] = result.crossovers;
  assert.ok(one !== undefined);
  const stability = (...changes: readonly Partial<Crossover>[]): string =>
    answer(crossover, { ...result, crossovers: changes.map((change) => ({ ...one, ...change })) });
  assert.match(
    stability({}, {}),
    /all 2 combinations .* show a crossing inside the sizes measured, from 1\.51 to 1\.51/,
  );
  assert.match(stability({ at: null }, {}), /show a crossing inside the sizes measured\. What/);
  assert.match(
    stability({}, { status: 'above-axis', at: null }, { status: 'below-axis', at: null }, { status: 'open' }),
    /do not agree \(a crossing inside .* in 1; no crossing, with pidfd_getfd the lower in 1; no crossing, with scm_rights the lower in 1; a crossing that is not settled in 1\)/,
  );
  assert.doesNotMatch(stability({}), /Stability/);
});
