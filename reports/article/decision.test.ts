// SPDX-License-Identifier: Apache-2.0
// The decision follows from the result: turned round it turns round, and what is not shown decides nothing.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Result, Row } from '../../bench/results/result.ts';
import { scenarios } from '../../scenarios/index.ts';
import { blocksText } from '../testing/blocks-text.ts';
import { loadResult } from '../testing/example-load.ts';
import { ratioEstimate } from '../testing/example-estimate.ts';
import { exampleInput } from '../testing/example-result.ts';
import { changed, everythingSkipped, singleBlock, withoutMechanism } from '../testing/example-variants.ts';
import { decision } from './decision.ts';

const { result } = exampleInput();

function linesFor(about: Result): readonly string[] {
  return blocksText(decision.blocks({ result: about, figures: [], missingCharts: [] })).split('\n');
}

/** What stands in the line of a case. */
function lineOf(about: Result, when: string): string {
  const line = linesFor(about).find((each) => each.startsWith(when));
  assert.ok(line !== undefined, when);
  return line;
}

function withRows(about: Result, change: Partial<Row>): Result {
  return {
    ...about,
    rows: about.rows.map((row) => (row.ratioToReference === null ? row : { ...row, ...change })),
  };
}

test('permission comes first, then cooperation, batch and load', () => {
  const groups = ['Permission', 'Cooperation', 'Batch', 'Load'];
  assert.deepEqual(
    linesFor(result).filter((line) => groups.includes(line)),
    groups,
  );
  assert.match(lineOf(result, 'the receiver may not trace'), /push: the kernel refuses .* Not played here/);
});

test('a mechanism that was skipped is not advised, with the reason', () => {
  const refused = lineOf(withoutMechanism('pidfd_getfd').result, 'it is this machine');
  assert.match(refused, /whatever is not pidfd_getfd: it could not be run \| pidfd_getfd is refused: EPERM/);
  const [skip] = withoutMechanism('pidfd_getfd').result.skips;
  assert.ok(skip !== undefined);
  for (const about of [result, changed({ skips: [skip] }).result]) {
    assert.ok(!linesFor(about).some((line) => line.startsWith('it is this machine')));
  }
});

test('a declared ratio decides; turned round it decides the other way', () => {
  const one = 'one descriptor goes, across CPUs';
  assert.match(lineOf(result, one), /\| pull \| pidfd_getfd to scm_rights: 0\.961× .*; cheaper$/);
  const turned = withRows(result, { ratioToReference: ratioEstimate(1.2, 0.02) });
  assert.match(lineOf(turned, one), /\| push \| .*; dearer$/);
  const across = withRows(result, { ratioToReference: ratioEstimate(1.2, 0.4) });
  assert.match(lineOf(across, one), /\| either: no difference is shown \|/);
});

test('an exploratory ratio only looks so', () => {
  assert.match(
    lineOf(result, 'many descriptors go at once, same CPU (10,000'),
    /\| push \(looks so: exploratory\) \| .*; looks dearer \(exploratory\)$/,
  );
  assert.match(lineOf(result, 'CPU time of both'), /\(looks so: exploratory\)/);
});

test('without intervals, or with a failed oracle, nothing is decided', () => {
  for (const about of [singleBlock().result, withRows(result, { oracle: 'fail' })]) {
    const lines = linesFor(about).filter((line) => /^(?:one|many) descriptor/.test(line));
    assert.ok(lines.length > 0);
    for (const line of lines) assert.match(line, /\| not decided by this run \|/);
  }
});

test('a stopped donor that gives nothing leaves neither; known numbers were not measured', () => {
  const load = loadResult();
  const holding = (share: number): Result => ({
    ...load,
    rows: load.rows.map((row) => {
      if (row.outcomes === undefined) return row;
      const { offered } = row.outcomes;
      const completed = offered * share;
      return { ...row, outcomes: { offered, completed, late: 0, lost: offered - completed } };
    }),
  });
  const asked = 'the donor is stopped, and must be asked';
  assert.match(lineOf(holding(0), asked), /\| neither: nothing arrives/);
  assert.match(lineOf(holding(1), asked), /\| not decided by this run \|/);
  assert.match(
    lineOf(load, 'the donor is stopped, and its numbers are known'),
    /not decided by this run \| stopped-donor-unasked was not measured here/,
  );
});

test('a known number of a stopped donor is pulled only where each was held', () => {
  const unasked = (lost: number): Result => {
    const [row] = loadResult().rows.filter(({ arm }) => arm === 'pidfd_getfd running');
    assert.ok(row !== undefined);
    const outcomes = { offered: 100, completed: 100 - lost, late: 0, lost };
    const stopped = { ...row, scenario: 'stopped-donor-unasked', arm: 'pidfd_getfd stopped', outcomes };
    return changed({ rows: [{ ...stopped, oracle: 'pass', reference: row.arm }] }).result;
  };
  const when = 'the donor is stopped, and its numbers are known';
  assert.match(lineOf(unasked(0), when), /\| pull \| .*100 of 100 held in time/);
  assert.match(lineOf(unasked(1), when), /\| not decided by this run \| .*1 lost/);
});

test('where nothing was measured, each case has a command that exists', () => {
  const lines = linesFor(everythingSkipped().result);
  const asked = lines.flatMap((line) => /--only scenario=([\w-]+)/.exec(line)?.[1] ?? []);
  assert.ok(asked.length >= 6);
  for (const id of asked)
    assert.ok(
      scenarios.some((scenario) => scenario.id === id),
      id,
    );
  assert.ok(!lines.some((line) => /\| (?:pull|push) \|/.test(line)));
});
