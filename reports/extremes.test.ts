// SPDX-License-Identifier: Apache-2.0
// Numbers at the ends of what a reader takes, and beyond: pages and pictures stay whole, and their axes finite.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkResult } from '../bench/results/read-result.ts';
import type { Estimate, Result, Row } from '../bench/results/result.ts';
import { buildReport, plainSummary } from './index.ts';
import type { Distribution, ReportInput } from './index.ts';
import { exampleInput } from './testing/example-result.ts';
import { withRows } from './testing/example-runs.ts';
import { vocabularyOf } from './testing/strict-markup.ts';
import { withoutScript } from './testing/without-script.ts';

const example = exampleInput();

function scaled<Given extends Estimate>(estimate: Given, factor: number): Given {
  const of = (interval: Estimate['interval']): Estimate['interval'] =>
    interval && { ...interval, lo: interval.lo * factor, hi: interval.hi * factor };
  const sign = 'signInterval' in estimate ? (estimate.signInterval as Estimate['interval']) : null;
  return {
    ...estimate,
    value: estimate.value * factor,
    interval: of(estimate.interval),
    ...('signInterval' in estimate ? { signInterval: of(sign) } : {}),
  };
}

function withTimes(factor: number): Result {
  return withRows(example.result, (row): Row => ({
    ...row,
    wall: row.wall && {
      p50: scaled(row.wall.p50, factor),
      p90: row.wall.p90 && scaled(row.wall.p90, factor),
      p99: row.wall.p99 && scaled(row.wall.p99, factor),
    },
    cpu: row.cpu && { p50: scaled(row.cpu.p50, factor) },
  }));
}

function withRatios(factor: number): Result {
  return withRows(example.result, (row): Row => ({
    ...row,
    ratioToFloor: row.ratioToFloor && scaled(row.ratioToFloor, factor),
    ratioToReference: row.ratioToReference && scaled(row.ratioToReference, factor),
    cpuRatioToReference: row.cpuRatioToReference && scaled(row.cpuRatioToReference, factor),
  }));
}

/** Of one cell only, so that an axis must hold both ends. */
function onlyInOne(result: Result): Result {
  return {
    ...result,
    rows: result.rows.map((row, index) =>
      row.placement === 'same-cpu' ? row : (example.result.rows[index] ?? row),
    ),
  };
}

async function assertWhole(input: ReportInput): Promise<void> {
  const files = await buildReport(input);
  assert.ok(files.some(({ path }) => path.endsWith('.svg')));
  for (const { path, content } of files) {
    const own = path.endsWith('.html') ? withoutScript(content) : content;
    assert.doesNotMatch(own, /undefined|NaN|Infinity|\[object/, path);
    if (!path.endsWith('.md')) vocabularyOf(content, path);
    assert.ok(content.length < 3_000_000, `${path} has ${String(content.length)} characters`);
  }
  assert.doesNotMatch(plainSummary(input.result), /undefined|NaN|Infinity/);
}

const accepted: readonly (readonly [string, Result])[] = [
  ['no time at all', withTimes(0)],
  ['times of a day and more', withTimes(1e6)],
  ['times below a nanosecond', withTimes(1e-9)],
  ['ratios beyond a million millions', withRatios(1e12)],
  ['ratios below one in a million millions', withRatios(1e-12)],
  ['both ends on one axis', onlyInOne(withRatios(1e-12))],
];

for (const [name, result] of accepted) {
  test(`${name}: a reader takes it, and the report is whole`, async () => {
    checkResult(JSON.parse(JSON.stringify(result)), 'made up');
    await assertWhole({ ...example, result });
  });
}

test('numbers that no reader takes leave every chart whole, too', async () => {
  for (const factor of [1e290, 1e-290, -1]) {
    const { rows } = onlyInOne(withRatios(factor));
    const times = withTimes(factor);
    const both = times.rows.map((row, index): Row => {
      const { ratioToReference = null, cpuRatioToReference = null } = rows[index] ?? {};
      return { ...row, ratioToReference, cpuRatioToReference };
    });
    await assertWhole({ ...example, result: { ...times, rows: both } });
  }
});

test('distributions from samples of any size are drawn', async () => {
  for (const factor of [0, 1e-12, 1e11, 1e295]) {
    const distributions = example.distributions.map((each): Distribution => ({
      ...each,
      knots: each.knots.map((knot) => ({ ...knot, ns: knot.ns * factor })),
    }));
    await assertWhole({ ...example, distributions });
  }
});
