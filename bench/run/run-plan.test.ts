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
import { instants } from '../results/result.ts';
import type { LaunchTools } from './launch-tools.ts';
import type { RunOutcome } from './run-plan.ts';
import { runPlan } from './run-plan.ts';
import type { LogColumns } from './sample-columns.ts';

const plan: Plan = buildPlan(
  { only: { scenario: ['one-descriptor'], placement: ['same-cpu'] }, quick: false, seed: 3, blocks: 10 },
  { scenarios, mechanisms },
  { allowedCpus: [0], nofileHard: 1000, inFlight: { descriptors: null, socketBufferBytes: 212_992 } },
);

/** Roles that report `status` for a mechanism, "ok" without an entry; their log is stamped in full. */
function toolsFor(statuses: Readonly<Record<string, string>>): LaunchTools {
  return {
    makeChannel: () => [0, 0],
    makeSampleLog: () => 0,
    close: () => undefined,
    readSampleLog: (_, capacity) =>
      Object.fromEntries(
        instants.map((name) => [name, new BigUint64Array(capacity).fill(7n)]),
      ) as unknown as LogColumns,
    startHelper: ({ arguments: words }) => {
      const mechanism = words[words.indexOf('--mechanism') + 1] ?? '';
      const status = statuses[mechanism] ?? 'ok';
      const end = {
        exitCode: status === 'ok' ? 0 : 4,
        signal: null,
        errors: '',
        startError: null,
        isOverdue: false,
      };
      return {
        ended: Promise.resolve({ ...end, output: reportLine(words, status) }),
        stop: () => undefined,
      };
    },
  };
}

interface Ran extends RunOutcome {
  readonly stored: readonly LaunchRecord[];
  readonly told: readonly Skip[];
}

async function run(tools: LaunchTools, room = Infinity, signal = new AbortController().signal): Promise<Ran> {
  const stored: LaunchRecord[] = [];
  const told: Skip[] = [];
  const outcome = await runPlan(plan, {
    helperPath: 'none',
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
    const { launches, stored, skips, outOfSpace } = await run(toolsFor({}));
    assert.equal(stored.length, 30);
    assert.deepEqual(
      stored.map(({ launch }) => launch),
      [...stored.keys()],
    );
    assert.ok(launches.every(({ status, wall }) => status === 'ok' && wall?.n === 1000));
    assert.deepEqual([skips, outOfSpace], [[], null]);
  });

  test('unsupported once is a skip; the other arms go on', async () => {
    const { stored, skips, told } = await run(toolsFor({ pidfd_getfd: 'unsupported' }));
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
    const { stored, skips } = await run(toolsFor({ scm_rights: 'failed' }));
    assert.equal(stored.filter(({ arm }) => arm === 'scm_rights').length, 3);
    assert.match(skips[0]?.reason ?? '', /failed 3 times in a row/);
  });

  test('a full disk ends it, with what was stored', async () => {
    const { launches, outOfSpace } = await run(toolsFor({}), 5);
    assert.equal(launches.length, 5);
    assert.match(outOfSpace?.message ?? '', /make room/);
  });

  test('interrupted before the first launch: nothing is recorded', async () => {
    const controller = new AbortController();
    controller.abort();
    const { launches } = await run(toolsFor({}), Infinity, controller.signal);
    assert.deepEqual(launches, []);
  });
});

/** As many transfers and descriptors as the words ask for, none with message_only. */
function reportLine(words: readonly string[], status: string): string {
  const valueOf = (flag: string): number => Number(words[words.indexOf(flag) + 1]);
  const transfers = valueOf('--warmup') + valueOf('--transfers');
  const received_count = words.includes('message_only') ? 0 : transfers * valueOf('--batch');
  const numbers = (names: string): object => Object.fromEntries(names.split(' ').map((name) => [name, 0]));
  return JSON.stringify({
    protocol: 1,
    role: words[0],
    status,
    ...numbers('pid cpu messages'),
    transfers,
    oracle: {
      verdict: status === 'ok' ? 'pass' : 'not-run',
      method: 'kcmp',
      complaint: '',
      ...numbers(
        'identity_checked description_checked wrong_identity wrong_description not_close_on_exec open_before open_after',
      ),
      received_count,
    },
    usage: numbers(
      'user_ns system_ns voluntary_switches involuntary_switches minor_faults major_faults migrations max_rss_bytes',
    ),
    clock: numbers('cost_ns quantum_ns'),
    error: status === 'ok' ? null : { code: 'EPERM', operation: 'pidfd_getfd', text: 'refused' },
  });
}
