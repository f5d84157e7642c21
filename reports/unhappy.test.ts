// SPDX-License-Identifier: Apache-2.0
// Runs that went wrong: what is wrong stands in the title or before the answer, no claim goes beyond what is left, and
// page, Markdown, summary, charts and comparison say the same.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GateResult } from '../bench/results/gate-result.ts';
import { buildComparison, nameRuns } from './compare/index.ts';
import { buildGateReport } from './gate/index.ts';
import { gateWith } from './testing/example-gate-variants.ts';
import { exampleInput } from './testing/example-result.ts';
import {
  allFailed,
  cutShort,
  withFailedHeadline,
  withFailedOracle,
  withScenarios,
} from './testing/example-unhappy.ts';
import {
  everythingSkipped,
  singleBlock,
  withFailures,
  withoutMechanism,
} from './testing/example-variants.ts';
import { claim, tell } from './testing/told.ts';

test('a run without fault has nothing before its answer', async () => {
  const { title, before } = await tell(exampleInput());
  assert.match(title, /^Pulling one descriptor is cheaper/);
  assert.doesNotMatch(before, /Before you read on/);
});

test('failed launches are counted by arm, and those of the headline stand in the title', async () => {
  const elsewhere = await tell(withFailures(3));
  assert.match(elsewhere.before, /3 of 1,050 launches failed and are in no number \(`scm_rights` 3\)/);
  const own = await tell(withFailedHeadline(20));
  assert.match(own.title, /^20 launches failed: pulling one descriptor/);
  assert.match(own.markdown, /\| 40 of 60 \(20 failed\) \|/);
  assert.match(own.markdown, /\| `one-descriptor`, `scm_rights`, across CPUs \| 20 \| `HELPER_DIED` \|/);
});

test('where every launch failed nothing was measured, and the cause is told', async () => {
  const { title, before, answer, markdown, forest } = await tell(allFailed());
  assert.equal(title, 'Nothing was measured here');
  assert.match(before, /Nothing was measured: no launch gave a number/);
  assert.doesNotMatch(before, /skipped|luckier/);
  assert.match(answer, /its launches failed: EPERM/);
  assert.doesNotMatch(answer, claim);
  assert.match(markdown, /Launches that failed[^]*The kernel does not allow it/);
  assert.equal(forest, undefined);
});

test('skipped arms: everything skipped is no result, and each reason has its remedy', async () => {
  const { title, before, answer, markdown } = await tell(everythingSkipped());
  assert.equal(title, 'Nothing was measured here');
  assert.match(before, /everything that was asked for was skipped/);
  assert.doesNotMatch(answer, claim);
  assert.match(markdown, /Asked for, but not measured here[^]*the descriptor limit is too low[^]*ulimit -n/);
});

for (const arm of ['pidfd_getfd', 'scm_rights']) {
  test(`${arm} refused wholly: the title says so, the reason comes before the answer, nothing is compared`, async () => {
    const { title, before, answer, markdown, forest } = await tell(withoutMechanism(arm));
    assert.match(title, new RegExp(`not measured here: ${arm} could not be run$`));
    assert.match(
      before,
      new RegExp(`Not measured in any scenario: \`${arm}\`[^]* Why: ${arm} is refused: EPERM`),
    );
    assert.match(answer, new RegExp(`\`${arm}\` was not measured here \\(${arm} is refused: EPERM\\)`));
    assert.match(
      answer,
      /There is no crossover to look for: of `batch` only `\w+` was measured here \(.* EPERM\)/,
    );
    assert.doesNotMatch(answer, claim);
    assert.match(markdown, /ptrace\\?_scope/);
    // Only variants of the other way are left to compare.
    if (arm === 'pidfd_getfd') assert.equal(forest, undefined);
  });
}

test('a refused pull leaves only the push to use', async () => {
  const { markdown } = await tell(withoutMechanism('pidfd_getfd'));
  assert.match(
    markdown,
    /\| it is this machine, as this run was made \| whatever is not `pidfd_getfd`: it could not be run \|/,
  );
  assert.doesNotMatch(markdown, /^\| (?:one|many) descriptors? .* \| (?:push|pull|either)/m);
});

test('one block gives no interval: no claim, no filled mark, no crossover', async () => {
  const { title, before, answer, forest = '', markdown } = await tell(singleBlock());
  assert.match(title, /^Nothing is claimed .* 1 block gives no interval/);
  assert.match(before, /too few blocks for any interval/);
  assert.doesNotMatch(answer, claim);
  assert.match(forest, /no interval/);
  assert.match(markdown, /These ratios claim nothing|these ratios claim nothing/);
  assert.doesNotMatch(markdown, /The dashed line is the crossover/);
});

test('a run cut short says so in its title, and what was not begun', async () => {
  const { title, before, answer, markdown } = await tell(cutShort());
  assert.match(title, /^Interrupted run: pulling one descriptor is cheaper .*same CPU\)$/);
  assert.match(
    before,
    /Not begun: `one-descriptor` \(across CPUs\), `batch` \(same CPU\), `pidfd-life` \(same CPU\)\./,
  );
  assert.match(answer, /`pidfd_getfd` was not measured here \(the run was interrupted before\)/);
  assert.match(markdown, /`batch` was not measured here \(the run was interrupted before\)/);
});

test('a failed oracle forbids every claim, in words, marks and decisions', async () => {
  const { title, before, answer, forest = '', markdown } = await tell(withFailedOracle('pidfd_getfd'));
  assert.match(title, /No claim about pulling one descriptor here: the oracle of pidfd_getfd failed/);
  assert.match(before, /The oracle failed in 2 launches \(`pidfd_getfd` 2\)/);
  assert.doesNotMatch(before, /µs/);
  assert.doesNotMatch(answer.split('### As a transfer')[0] ?? '', claim);
  assert.match(forest, />0\.961×\s+oracle failed</);
  // Neither placement has a number behind its ratio any more.
  assert.equal(forest.match(/oracle failed</g)?.length, 2);
  assert.match(
    markdown,
    /\*.*Filled: .*The oracle failed for pidfd_getfd in one-descriptor: nothing that is drawn of it counts\.\*/,
  );
  assert.match(
    markdown,
    /\| one descriptor goes, same CPU \| not decided by this run \| .*the oracle of pidfd_getfd failed/,
  );
});

test('a failed oracle beside a crossover takes the crossover with it', async () => {
  const { answer, markdown } = await tell(withFailedOracle('scm_rights', 'batch'));
  assert.match(
    answer,
    /nothing is claimed about where `scm_rights` becomes cheaper[^]*the oracle of `scm_rights` failed/,
  );
  assert.doesNotMatch(answer, /cheaper than `pidfd_getfd` above/);
  assert.doesNotMatch(markdown, /The dashed line is the crossover/);
});

test('two hundred scenarios make a whole page, and the answer is as before', async () => {
  const [many, few] = [await tell(withScenarios(200)), await tell(exampleInput())];
  assert.equal(many.title, few.title);
  assert.match(many.markdown, /### `scenario-199`/);
  const bullets = (text: string): readonly string[] =>
    text.split('\n').filter((line) => line.startsWith('- '));
  assert.deepEqual(bullets(many.answer), bullets(few.answer));
});

test('without load data every question about load says so, with the command', async () => {
  const { markdown } = await tell(exampleInput());
  for (const id of [
    'busy-donor',
    'stopped-donor',
    'capacity',
    'table-size',
    'acknowledge',
    'size-under-load',
  ]) {
    assert.ok(
      markdown.includes(
        `\`${id}\` was not measured here. To measure it: \`npm run bench -- --only scenario=${id}\``,
      ),
      id,
    );
  }
  assert.doesNotMatch(markdown, /## (?:Capacity|Late and lost)/);
});

test('an INVALID gate says so first, and no mark of its chart is a verdict', async () => {
  const gate: GateResult = gateWith('INVALID', 'canary');
  const files = await buildGateReport(gate);
  const contentOf = (path: string): string => files.find((each) => each.path === path)?.content ?? '';
  const markdown = contentOf('gate.md');
  assert.match(
    markdown,
    /^# Gate: INVALID\n[^#]*## The verdict\n\n\*\*INVALID\.\*\* .*says nothing about the change/,
  );
  assert.doesNotMatch(markdown.split('\n## The looks\n')[0] ?? '', /\*\*(?:PASS|FAIL)\*\*/);
  const html = contentOf('gate.html');
  assert.ok(html.indexOf('Gate: INVALID') < html.indexOf('id="verdict"'));
  const chart = contentOf('charts/gate-ratios.svg');
  assert.match(chart, />INVALID \(≤/);
  assert.doesNotMatch(chart, />(?:PASS|FAIL|INCONCLUSIVE) \(/);
});

test('beside other runs each says first what its own report says first', async () => {
  const good = exampleInput().result;
  const bad = [withFailedHeadline(20), cutShort(), withFailedOracle('pidfd_getfd'), singleBlock()];
  const runs = nameRuns(
    [good, ...bad.map(({ result }) => result)].map((result, i) => ({
      folder: `run-${String(i)}`,
      result: { ...result, samples: { ...result.samples, sha256: `${String(i)}${'0'.repeat(63)}` } },
    })),
  );
  const files = await buildComparison(runs);
  const markdown = files.find(({ path }) => path === 'comparison.md')?.content ?? '';
  const [before = ''] = markdown.split('\n## One descriptor, run by run');
  for (const words of [
    '**B**, as its own report says: 20 of',
    '**C**, as its own report says: The run was interrupted',
    '**D**, as its own report says: The oracle failed',
    '**E**, as its own report says: There are too few blocks',
  ]) {
    assert.ok(before.includes(words), words);
  }
  assert.match(markdown, /\(0\.937–0\.985; the oracle failed: no claim\)/);
  const chart = files.find(({ path }) => path === 'charts/compare-one-descriptor.svg')?.content ?? '';
  assert.match(chart, /oracle failed/);
});
