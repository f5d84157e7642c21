// SPDX-License-Identifier: Apache-2.0
// What is told of a run beside its comparisons: skips, failures, doubts, what is missing, the machine, how to repeat it.
// Each rule with each of its outcomes.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Environment } from '../../bench/results/environment.ts';
import type { LaunchSummary, Result, Skip } from '../../bench/results/result.ts';
import { blocksText } from '../testing/blocks-text.ts';
import { exampleDoubts } from '../testing/example-doubts.ts';
import { exampleInput } from '../testing/example-result.ts';
import { changed } from '../testing/example-variants.ts';
import { plainText } from './blocks.ts';
import { doubts } from './doubts.ts';
import { failures } from './failures.ts';
import { howToRead } from './how-to-read.ts';
import { machine } from './machine.ts';
import { missingSentence, skippedArms } from './missing-sentence.ts';
import { isScenarioMeasured, scenarioMissing } from './not-measured.ts';
import { pageHead } from './page-head.ts';
import { reproduce } from './reproduce.ts';
import { permissions } from './permissions.ts';
import type { Section } from './section.ts';
import { skips } from './skips.ts';

const { result } = exampleInput();

function linesOf(section: Section, about: Result): readonly string[] {
  const text = blocksText(section.blocks({ result: about, figures: [], missingCharts: [] }));
  return text === '' ? [] : text.split('\n');
}

function withEnvironment(change: (environment: Environment) => Environment): Result {
  return changed({ environment: change(result.environment) }).result;
}

const cell = { scenario: 'batch', placement: 'same-cpu' } as const;

function skip(change: Partial<Skip>): Skip {
  return {
    scenario: 'batch',
    placement: null,
    arm: null,
    point: null,
    reason: 'why',
    remedy: 'how',
    ...change,
  };
}

test('skips: one row a cause, with every placement and size that it took', () => {
  const list: readonly Skip[] = [
    skip({ placement: 'same-cpu', arm: 'scm_rights', point: 4 }),
    skip({ placement: 'same-cpu', arm: 'scm_rights', point: 8 }),
    skip({ placement: 'cross-cpu', arm: 'scm_rights', point: 4 }),
    skip({ placement: 'cross-cpu', arm: 'scm_rights', point: 8 }),
    skip({ placement: 'unpinned', arm: 'scm_rights', point: 8 }),
    skip({ placement: 'cross-cpu', arm: 'scm_rights', reason: 'another' }),
    skip({}),
  ];
  assert.deepEqual(linesOf(skips, changed({ skips: list }).result).slice(1), [
    'batch, scm_rights, same CPU and across CPUs, 4, 8 descriptors | why | how',
    'batch, scm_rights, unpinned, 8 descriptors | why | how',
    'batch, scm_rights, across CPUs | another | how',
    'batch | why | how',
  ]);
  assert.deepEqual(linesOf(skips, changed({ skips: [] }).result), []);
});

test('failures: one row a cause, counted; without any there is no section', () => {
  const [first, second, third] = result.launches;
  assert.ok(first !== undefined && second !== undefined && third !== undefined);
  const fail = (launch: LaunchSummary, code: string | null): LaunchSummary => ({
    ...launch,
    arm: 'scm_rights',
    status: 'failed',
    wall: null,
    failure: code === null ? null : { code, operation: 'recvmsg', text: 'It failed.' },
  });
  const launches = [fail(first, 'EIO'), fail(second, 'EIO'), fail(third, 'EPERM'), fail(first, null)];
  assert.deepEqual(linesOf(failures, changed({ launches }).result).slice(1), [
    'one-descriptor, scm_rights, same CPU | 2 | EIO | recvmsg | It failed.',
    'one-descriptor, scm_rights, same CPU | 1 | EPERM | recvmsg | It failed.',
    'one-descriptor, scm_rights, same CPU | 1 | unknown | unknown | no message was recorded',
  ]);
  assert.deepEqual(linesOf(failures, result), []);
});

test('doubts: under their advice, arms and sizes of one cause in one row, and their weight', () => {
  const [first] = exampleDoubts;
  assert.ok(first !== undefined);
  const about = {
    ...first,
    scenario: 'batch',
    placement: 'same-cpu',
    evidence: 'Seen.',
    advice: 'Do.',
  } as const;
  const found = [
    { ...about, arm: 'a', point: 1 },
    { ...about, arm: 'a', point: 4 },
    { ...about, arm: 'b', point: 1 },
    { ...about, arm: 'b', point: 4 },
    { ...about, arm: 'c', point: null, weight: 'weakens' as const },
  ];
  const [intro, ...rows] = linesOf(doubts, changed({ doubts: found }).result);
  assert.match(intro ?? '', /can weaken a claim, never make one/);
  assert.deepEqual(rows, [
    'Do.',
    'batch, same CPU: a, b; 1, 4 descriptors | cpu-pressure | noted | Seen.',
    'batch, same CPU: c | cpu-pressure | weakens | Seen.',
  ]);
  assert.deepEqual(linesOf(doubts, changed({ doubts: [] }).result), []);
});

test('what is missing: the reason of the arm before that of its cell, then failures, then the interruption', () => {
  const sentence = (about: Partial<Result>, arm: string | null = 'scm_rights'): string =>
    plainText(missingSentence(changed({ launches: [], skips: [], ...about }).result, cell, arm));
  const command = 'To measure it: npm run bench -- --only scenario=batch --placement same-cpu';
  assert.equal(sentence({}), `scm_rights was not measured here. ${command}`);
  assert.equal(sentence({}, null), `nothing to compare was not measured here. ${command}`);
  const both = [skip({ reason: 'of the cell' }), skip({ arm: 'scm_rights', reason: 'of the arm' })];
  assert.match(sentence({ skips: both }), /\(of the arm\)/);
  assert.match(sentence({ skips: both }, null), /\(of the cell\)/);
  assert.doesNotMatch(sentence({ skips: [skip({ placement: 'cross-cpu' })] }), /\(why\)/);
  const failure = { code: 'EPERM', operation: 'pidfd_getfd', text: '' };
  const launches = result.launches
    .filter((one) => one.scenario === 'batch')
    .map((one) => ({ ...one, failure }));
  assert.match(sentence({ launches }), /\(its launches failed: EPERM\)/);
  const run = { ...result.run, status: 'interrupted' } as const;
  assert.match(sentence({ run }), /\(the run was interrupted before\)/);
  assert.doesNotMatch(sentence({ run, launches: result.launches }), /interrupted/);
  assert.deepEqual(skippedArms(changed({ skips: both }).result, cell), ['scm_rights']);
});

test('a scenario is measured where an arm is, also one that lost everything; else its reason is told', () => {
  const [floor, reference] = result.rows;
  assert.ok(floor !== undefined && reference !== undefined);
  const outcomes = { offered: 9, completed: 0, late: 0, lost: 9 };
  const isMeasured = (rows: Result['rows']): boolean =>
    isScenarioMeasured(changed({ rows }).result, 'one-descriptor');
  assert.ok(isMeasured([reference]) && isMeasured([{ ...reference, wall: null, outcomes }]));
  assert.ok(!isMeasured([floor]) && !isMeasured([{ ...reference, wall: null }]));
  const missing = (about: Partial<Result>): string =>
    plainText(scenarioMissing(changed({ skips: [], launches: [], ...about }).result, 'batch'));
  assert.match(missing({}), /^batch was not measured here\. To measure it: .* scenario=batch$/);
  assert.match(missing({ skips: [skip({})] }), /not measured here \(why\)\./);
  const skips = [skip({}), skip({ placement: 'cross-cpu', reason: 'else' }), skip({})];
  assert.match(missing({ skips }), /not measured here \(why; else\)\./);
  const failure = { code: 'EIO', operation: '', text: '' };
  const launches = result.launches
    .filter((one) => one.scenario === 'batch')
    .map((one) => ({ ...one, failure }));
  assert.match(missing({ launches }), /\(its launches failed: EIO\)/);
  const run = { ...result.run, status: 'interrupted' } as const;
  // A skip in another placement is not why this one was not begun.
  assert.match(
    missing({ run, skips: [skip({ placement: 'cross-cpu' })] }),
    /\(the run was interrupted before\)/,
  );
});

test('the machine: what it does not say is not told, and nothing is made up', () => {
  const told = linesOf(machine, result);
  assert.ok(told.includes('kernel | 6.12.0-example #1 SMP'));
  assert.ok(told.includes('frequency governor | not told'));
  assert.ok(told.includes('CPUs allowed (package/core) | 0 (0/0), 1 (0/1)'));
  assert.ok(told.includes('exempt from the limit of descriptors in flight | yes'));
  assert.ok(!told.some((line) => line.startsWith('hostname')));
  const other = linesOf(
    machine,
    withEnvironment((environment) => ({
      ...environment,
      cpu: { ...environment.cpu, topology: [null, '0/1'], mitigations: {} },
      limits: { ...environment.limits, inFlightExempt: false },
      sysctls: { 'a.b': null, 'c.d': '1' },
      hostname: 'host',
    })),
  );
  for (const line of [
    'CPUs allowed (package/core) | 0 (?), 1 (0/1)',
    'mitigations | not told',
    'exempt from the limit of descriptors in flight | no',
    'sysctls | a.b: not told; c.d: 1',
    'hostname | host',
  ]) {
    assert.ok(other.includes(line), line);
  }
});

test('how to repeat it: from its revision, with changes that nobody has, or from no checkout at all', () => {
  const [own, command] = linesOf(reproduce, result);
  assert.match(own ?? '', /^From a checkout of revision 0123/);
  assert.equal(command, 'npm run bench -- --only scenario=one-descriptor,batch --seed 20250115');
  const of = (revision: string | null): string =>
    linesOf(
      reproduce,
      withEnvironment((environment) => ({ ...environment, build: { ...environment.build, revision } })),
    )[0] ?? '';
  assert.match(of('abc+changes'), /changes that were not committed: it can be repeated only with those/);
  assert.match(of(null), /outside a checkout of version 0\.1\.0, so its revision is not known/);
});

test('under the title: the machine as far as it is told', () => {
  const summary = (change: Partial<Environment['cpu']>): string =>
    plainText(
      pageHead(withEnvironment((environment) => ({ ...environment, cpu: { ...environment.cpu, ...change } })))
        .summary,
    );
  assert.match(summary({ hypervisor: null }), /Example CPU 3000\. Measured by/);
  assert.match(summary({ hypervisor: 'unknown' }), /Example CPU 3000, virtual machine\. Measured/);
  assert.match(summary({ hypervisor: 'KVM', model: null }), /CPU model not told, virtual machine \(KVM\)\./);
});

test('who ran it, and what Yama says', () => {
  const told = (change: Partial<Environment['security']>): string =>
    linesOf(
      permissions,
      withEnvironment((environment) => ({
        ...environment,
        security: { ...environment.security, ...change },
      })),
    ).at(-1) ?? '';
  assert.match(told({ uid: 0, yamaPtraceScope: 1 }), /as root, .*ptrace_scope is 1\./);
  assert.match(told({ uid: 1000, yamaPtraceScope: null }), /as user 1000; Yama’s ptrace_scope is not told\./);
});

test('what each stopwatch covers follows from its scenario', () => {
  const line = linesOf(howToRead, result).find((one) => one.startsWith('batch:'));
  assert.match(
    line ?? '',
    /^batch: from start to holding, for each transfer\. Includes: the send .* Excludes: closing/,
  );
  const bare = result.scenarios.map((one) => ({
    ...one,
    notes: ['A note.'],
    interval: { ...one.interval, measure: 'donor-cpu', includes: [], excludes: [] } as const,
  }));
  const other = linesOf(howToRead, changed({ scenarios: bare }).result).find((one) =>
    one.startsWith('batch:'),
  );
  assert.equal(
    other,
    'batch: from start to holding, but counted in CPU time that the transfer takes from its donor. A note.',
  );
  assert.ok(!linesOf(howToRead, changed({ scenarios: [] }).result).includes('What each stopwatch covers'));
});
