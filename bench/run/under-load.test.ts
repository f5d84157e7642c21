// SPDX-License-Identifier: Apache-2.0
// The load is there before the first role and gone after the last, and a launch without its load is no launch.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { MachineLoad } from '../../scenarios/scenario.ts';
import type { PlannedLaunch } from '../plan/plan.ts';
import type { LaunchTools } from './launch-tools.ts';
import type { Verdict } from './launch-verdict.ts';
import type { LoadEnd } from './machine-load.ts';
import type { LaunchSetting } from './run-launch.ts';
import { fakeTools } from './testing/fake-tools.ts';
import type { LoadedVerdict } from './under-load.ts';
import { underLoad } from './under-load.ts';

const setting: LaunchSetting = {
  helperPath: '/nowhere',
  cpusOf: () => ({ donorCpu: 0, receiverCpu: 1 }),
  allowedCpus: [0, 1],
  deadlineMs: 1000,
  signal: new AbortController().signal,
};
const well: Verdict = { status: 'ok', failure: null, roles: [] };
const failure = { code: 'X', operation: 'x', text: 'x' };
const report = { kind: 'hog', cpu: 0, rounds: 1, cpu_ns: 1, span_ns: 1 };

/** What happened, in order, and what came out. */
async function run(
  machineLoad: MachineLoad,
  { end = { status: 'ok', reports: [report] }, verdict = well, tools = {} }: Wishes = {},
): Promise<{ readonly words: readonly string[]; readonly outcome: LoadedVerdict }> {
  const words: string[] = [];
  const loaded: LaunchTools = {
    ...fakeTools({}),
    startMachineLoad: ({ load, deadlineMs }) => {
      words.push(`load ${load}`);
      assert.ok(deadlineMs > setting.deadlineMs);
      const ended = (): Promise<LoadEnd> => {
        words.push('load ends');
        return Promise.resolve(end);
      };
      return Promise.resolve({ status: 'running', end: ended });
    },
    openThrottle: () => ({
      status: 'ok',
      add: (pid) => {
        words.push(`throttle ${String(pid)}`);
        return null;
      },
      wasThrottled: () => null,
      close: () => {
        words.push('throttle closed');
        return null;
      },
    }),
    ...tools,
  };
  const launch = { parameters: { machineLoad } } as unknown as PlannedLaunch;
  const outcome = await underLoad(launch, setting, loaded, (onDonor) => {
    onDonor(42);
    words.push('launch');
    return Promise.resolve(verdict);
  });
  return { words, outcome };
}

interface Wishes {
  readonly end?: LoadEnd;
  readonly verdict?: Verdict;
  readonly tools?: Partial<LaunchTools>;
}

describe('load on the machine', () => {
  test('around the launch, and its reports in the record', async () => {
    const { words, outcome } = await run('hog-donor');
    assert.deepEqual(words, ['load hog-donor', 'launch', 'load ends']);
    assert.deepEqual(outcome, { ...well, machineLoads: [report] });
  });

  test('none: the launch alone', async () => {
    const { words, outcome } = await run('none');
    assert.deepEqual([words, outcome], [['launch'], well]);
  });

  test('one that was not there all the time fails the launch, unless that failed by itself', async () => {
    const end = { status: 'failed', failure } as const;
    assert.deepEqual((await run('forks', { end })).outcome, { ...well, ...end });
    const own: Verdict = { status: 'failed', failure: { ...failure, code: 'ORACLE' }, roles: [] };
    assert.equal((await run('forks', { end, verdict: own })).outcome.failure?.code, 'ORACLE');
  });

  test('one that did not start: nothing is launched', async () => {
    const startMachineLoad = () => Promise.resolve({ status: 'unsupported', failure } as const);
    const { words, outcome } = await run('memory', { tools: { startMachineLoad } });
    assert.deepEqual([words, outcome], [[], { status: 'unsupported', failure, roles: [] }]);
  });

  test('a throttle holds the donor and is gone afterwards', async () => {
    assert.deepEqual((await run('throttled-donor')).words, ['throttle 42', 'launch', 'throttle closed']);
    const openThrottle = () => ({ status: 'unsupported', failure }) as const;
    const refused = await run('throttled-donor', { tools: { openThrottle } });
    assert.deepEqual([refused.words, refused.outcome.status], [[], 'unsupported']);
  });
});
