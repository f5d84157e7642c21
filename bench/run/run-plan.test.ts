// SPDX-License-Identifier: Apache-2.0
// What becomes of launches that fail, are unsupported, or can no longer be stored.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { scenarios } from '../../scenarios/index.ts';
import { mechanisms } from '../mechanisms.ts';
import { buildPlan } from '../plan/build-plan.ts';
import type { Plan } from '../plan/plan.ts';
import { explainWriteError } from '../results/out-of-space.ts';
import type { LaunchRecord, Skip } from '../results/result.ts';
import type { LaunchTools } from './launch-tools.ts';
import type { EndsEarly, RunOutcome } from './run-plan.ts';
import { runPlan } from './run-plan.ts';
import type { Lie } from './testing/fake-tools.ts';
import { fakeTools } from './testing/fake-tools.ts';

const plan: Plan = buildPlan(
  { only: { scenario: ['one-descriptor'], placement: ['same-cpu'] }, quick: false, seed: 3, blocks: 10 },
  { scenarios, mechanisms },
  { allowedCpus: [0], nofileHard: 1000, inFlight: { descriptors: null, socketBufferBytes: 212_992 } },
);

interface Ran extends RunOutcome {
  readonly stored: readonly LaunchRecord[];
  readonly told: readonly Skip[];
}

interface Changes {
  readonly room?: number;
  readonly signal?: AbortSignal;
  readonly endsEarly?: EndsEarly;
  readonly of?: Plan;
}

async function run(tools: LaunchTools, changes: Changes = {}): Promise<Ran> {
  const { room = Infinity, signal = new AbortController().signal, endsEarly = () => null } = changes;
  const stored: LaunchRecord[] = [];
  const told: Skip[] = [];
  const outcome = await runPlan(changes.of ?? plan, {
    helperPathOf: () => 'none',
    endsEarly,
    deadlineMs: 1000,
    allowedCpus: [0],
    topology: [null],
    signal,
    tools,
    observer: {
      cellStarted: () => undefined,
      launchEnded: () => undefined,
      skipped: (skip) => told.push(skip),
    },
    samples: {
      append: (record) => {
        if (stored.length === room)
          throw explainWriteError(Object.assign(new Error(), { code: 'ENOSPC' }), 'samples');
        stored.push(record);
      },
      close: () => assert.fail('not asked for'),
      discard: () => assert.fail('not asked for'),
    },
  });
  return { ...outcome, stored, told };
}

describe('a plan', () => {
  test('every launch is stored, in order, and summarised', async () => {
    const { launches, stored, skips, outOfSpace, endings } = await run(fakeTools({}));
    assert.equal(stored.length, 30);
    assert.deepEqual(
      stored.map(({ launch }) => launch),
      [...stored.keys()],
    );
    assert.ok(launches.every(({ status, wall }) => status === 'ok' && wall?.n === 1000));
    assert.deepEqual([skips, outOfSpace, endings], [[], null, ['plan']]);
  });

  test('unsupported once is a skip; the other arms go on', async () => {
    const { stored, skips, told } = await run(fakeTools({ pidfd_getfd: 'unsupported' }));
    const count = (arm: string): number => stored.filter((record) => record.arm === arm).length;
    assert.deepEqual([count('message_only'), count('scm_rights'), count('pidfd_getfd')], [10, 10, 1]);
    assert.deepEqual(
      skips.map(({ arm, placement }) => [arm, placement]),
      [['pidfd_getfd', 'same-cpu']],
    );
    assert.deepEqual(told, skips);
    assert.match(skips[0]?.reason ?? '', /^EPERM in pidfd_getfd: refused$/);
  });

  test('failed three times in a row is a skip as well', async () => {
    const { stored, skips } = await run(fakeTools({ scm_rights: 'failed' }));
    assert.equal(stored.filter(({ arm }) => arm === 'scm_rights').length, 3);
    assert.match(skips[0]?.reason ?? '', /failed 3 times in a row/);
  });

  test('a full disk ends it, with what was stored', async () => {
    const { launches, outOfSpace, endings } = await run(fakeTools({}), { room: 5 });
    assert.equal(launches.length, 5);
    assert.deepEqual(endings, ['interrupted']);
    assert.match(outOfSpace?.message ?? '', /make room/);
  });

  test('interrupted before the first launch: nothing is recorded', async () => {
    const controller = new AbortController();
    controller.abort();
    const { launches, endings } = await run(fakeTools({}), { signal: controller.signal });
    assert.deepEqual([launches, endings], [[], ['interrupted']]);
  });

  test('a launch whose stamps lie has failed, and gives no number; what it stamped is stored', async () => {
    const lie: Lie = (mechanism, { start, holding }) => {
      if (mechanism === 'scm_rights') holding.set(start);
    };
    const { launches, stored, skips } = await run(fakeTools({}, lie));
    const liars = launches.filter(({ arm }) => arm === 'scm_rights');
    assert.equal(liars.length, 3);
    for (const { status, failure, wall, cpu, roundTrip, conditions } of liars) {
      assert.deepEqual([status, failure?.code], ['failed', 'STAMPS']);
      assert.deepEqual([wall, cpu, roundTrip, conditions], [null, null, null, null]);
    }
    assert.ok(stored.every(({ samples }) => samples !== null));
    assert.match(
      skips[0]?.reason ?? '',
      /^failed 3 times in a row: STAMPS in check: 1000 of 1000 .* took 0 ns/,
    );
    assert.ok(launches.every(({ arm, status }) => arm === 'scm_rights' || status === 'ok'));
  });
});

describe('a cell that ends early', () => {
  const two: Plan = buildPlan(
    {
      only: { scenario: ['one-descriptor', 'single-calls'], placement: ['same-cpu', 'unpinned'] },
      quick: true,
      seed: 3,
      blocks: 4,
    },
    { scenarios, mechanisms },
    { allowedCpus: [0], nofileHard: 1000, inFlight: { descriptors: null, socketBufferBytes: 212_992 } },
  );
  const names = two.cells.map(({ scenario, placement }) => `${scenario.id} ${placement}`);

  test('is asked before each block, with its own launches so far', async () => {
    const asked: string[] = [];
    const endsEarly: EndsEarly = ({ scenario, placement }, blocks, launches) => {
      asked.push(`${scenario.id} ${placement} ${String(blocks)}`);
      assert.deepEqual(new Set(launches.map(({ block }) => block)), new Set(Array(blocks).keys()));
      assert.ok(
        launches.every((launch) => launch.scenario === scenario.id && launch.placement === placement),
      );
      return null;
    };
    const { endings } = await run(fakeTools({}), { of: two, endsEarly });
    assert.deepEqual(
      asked,
      names.flatMap((name) => [0, 1, 2, 3].map((blocks) => `${name} ${String(blocks)}`)),
    );
    assert.deepEqual(endings, ['plan', 'plan', 'plan']);
  });

  test('between two blocks, never within one; the next cell goes on', async () => {
    const endsEarly: EndsEarly = ({ scenario, placement }, blocks) => {
      if (scenario.class === 'calls') return blocks === 0 ? 'budget' : null;
      return placement === 'same-cpu' && blocks === 3 ? 'decided' : null;
    };
    const { launches, endings } = await run(fakeTools({}), { of: two, endsEarly });
    const counts = two.cells.map(
      ({ scenario, placement }) =>
        launches.filter((one) => one.scenario === scenario.id && one.placement === placement).length,
    );
    assert.deepEqual(counts, [9, 12, 0]);
    assert.deepEqual(endings, ['decided', 'plan', 'budget']);
  });
});
