// SPDX-License-Identifier: Apache-2.0
// How counts of silent failures are started, judged and given up; with a helper that is made up.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { silentFailures } from '../../scenarios/silent/silent-failures.ts';
import type { SilentCell } from '../plan/silent-cells.ts';
import type { Skip } from '../results/result.ts';
import type { SilentLaunch } from '../results/silent.ts';
import type { HelperCommand, HelperEnd } from '../run/spawn-helper.ts';
import type { SilentOutcome } from './run-silent.ts';
import { runSilent } from './run-silent.ts';

const cell: SilentCell = {
  scenario: silentFailures,
  blocks: 2,
  transfers: 10,
  arms: silentFailures.arms.filter(({ mechanism }) => mechanism === 'pidfd_getfd'),
  conditions: silentFailures.conditions.filter(({ id }) => id === 'churn-and-pressure' || id === 'quiet'),
};

const ledger = {
  meant: 20,
  right: 17,
  truncated: 0,
  lost: 1,
  swapped: 2,
  refused: 0,
  surplus: 0,
  inheritable: 0,
  whole: 7,
  spoiled: 3,
  refusals: 0,
  unacknowledged: 0,
};

type Line = Readonly<Record<string, unknown>>;

function flagOf({ arguments: words }: HelperCommand, flag: string): string | undefined {
  const at = words.indexOf(`--${flag}`);
  return at < 0 ? undefined : words[at + 1];
}

function lineFor(command: HelperCommand, change: Line): Line {
  return {
    protocol: 1,
    role: 'silent',
    care: flagOf(command, 'care'),
    mechanism: flagOf(command, 'mechanism'),
    status: 'ok',
    donor_cpu: 2,
    receiver_cpu: 3,
    transfers: 10,
    ledger,
    donor_leaked: 0,
    receiver_leaked: 1,
    replaced: 500,
    span_ns: 1e9,
    error: null,
    ...change,
  };
}

interface Run {
  readonly outcome: SilentOutcome;
  readonly commands: readonly HelperCommand[];
  readonly skipped: readonly Skip[];
}

async function runWith(change: Line, end: Partial<HelperEnd> = {}): Promise<Run> {
  const commands: HelperCommand[] = [];
  const skipped: Skip[] = [];
  const outcome = await runSilent({
    cells: [cell],
    seed: 1,
    helperPath: '/no/such/helper',
    deadlineMs: 1000,
    cpus: { donorCpu: 2, receiverCpu: 3 },
    signal: new AbortController().signal,
    startHelper: (command) => {
      commands.push(command);
      const output = JSON.stringify(lineFor(command, change));
      const ended = {
        exitCode: 0,
        signal: null,
        output,
        errors: '',
        startError: null,
        endedFor: null,
        ...end,
      };
      return { ended: Promise.resolve(ended), stop: () => undefined };
    },
    observer: {
      cellStarted: () => undefined,
      launchEnded: () => undefined,
      skipped: (skip) => skipped.push(skip),
    },
  });
  return { outcome, commands, skipped };
}

async function firstLaunch(change: Line, end: Partial<HelperEnd> = {}): Promise<SilentLaunch> {
  const { outcome } = await runWith(change, end);
  return outcome.results?.launches[0] ?? assert.fail('nothing was run');
}

describe('a launch', () => {
  test('is told what its condition and arm are', async () => {
    const { commands } = await runWith({});
    assert.equal(commands.length, 8);
    const pressed = commands.filter((one) => flagOf(one, 'free-max') === '100');
    assert.equal(pressed.length, 4);
    assert.ok(pressed.every((one) => flagOf(one, 'churn') === '10000'));
    assert.equal(commands.filter((one) => flagOf(one, 'care') === 'safe').length, 4);
    assert.ok(commands.every((one) => one.arguments[0] === 'silent' && flagOf(one, 'transfers') === '10'));
  });

  test('gives what was counted, losses included', async () => {
    const launch = await firstLaunch({});
    assert.equal(launch.status, 'ok');
    assert.deepEqual(launch.ledger, ledger);
    assert.equal(launch.leaked, 1);
    assert.equal(launch.replacedPerSecond, 500);
  });

  const faults: readonly [string, Line, Partial<HelperEnd>, string][] = [
    ['a ledger that does not add up', { ledger: { ...ledger, lost: 0 } }, {}, 'LEDGER'],
    ['fewer transfers than were asked for', { transfers: 9 }, {}, 'LEDGER'],
    ['another mechanism', { mechanism: 'scm_rights' }, {}, 'LEDGER'],
    ['another CPU', { donor_cpu: -1 }, {}, 'LEDGER'],
    ['a field that is missing', { replaced: undefined }, {}, 'HELPER_OUTPUT'],
    [
      'a failure of its own',
      { status: 'failed', error: { code: 'EMFILE', operation: 'x', text: 'y' } },
      { exitCode: 4 },
      'EMFILE',
    ],
  ];
  for (const [name, change, end, code] of faults)
    test(`fails with ${name}`, async () => {
      const launch = await firstLaunch(change, end);
      assert.equal(launch.status, 'failed');
      assert.equal(launch.failure?.code, code);
      assert.equal(launch.ledger, null);
    });
});

test('what is not possible here is a skip, said once an arm', async () => {
  const error = { code: 'EPERM', operation: 'pidfd_getfd', text: 'not allowed' };
  const { outcome, commands, skipped } = await runWith({ status: 'unsupported', error }, { exitCode: 77 });
  assert.equal(commands.length, 2);
  assert.deepEqual(skipped.map(({ arm }) => arm).toSorted(), ['naive pull', 'safe pull']);
  assert.deepEqual(outcome.skips, skipped);
});

test('an interrupted run keeps nothing that it did not finish', async () => {
  const controller = new AbortController();
  controller.abort();
  const outcome = await runSilent({
    cells: [cell],
    seed: 1,
    helperPath: '/no/such/helper',
    deadlineMs: 1000,
    cpus: { donorCpu: null, receiverCpu: null },
    signal: controller.signal,
    startHelper: () => assert.fail('nothing may be started'),
    observer: { cellStarted: () => undefined, launchEnded: () => undefined, skipped: () => undefined },
  });
  assert.deepEqual(outcome, { results: null, skips: [] });
});
