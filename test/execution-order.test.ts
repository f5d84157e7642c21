// SPDX-License-Identifier: Apache-2.0
// In which order a launch does things, in words: what a reader of run-launch.ts would tell.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { scenarios } from '../scenarios/index.ts';
import { mechanisms } from '../bench/mechanisms.ts';
import { launchesOfCell } from '../bench/plan/blocks.ts';
import { buildPlan } from '../bench/plan/build-plan.ts';
import type { PlannedLaunch } from '../bench/plan/plan.ts';
import { instants } from '../bench/results/result.ts';
import type { LaunchTools } from '../bench/run/launch-tools.ts';
import { runLaunch } from '../bench/run/run-launch.ts';
import type { LogColumns } from '../bench/run/sample-columns.ts';
import type { HelperEnd } from '../bench/run/spawn-helper.ts';
import { withoutLoad } from '../bench/run/testing/without-load.ts';

interface Watched {
  readonly words: string[];
  readonly tools: LaunchTools;
}

/** Tools that do nothing but write down what they were asked for. */
function watch(end: Partial<HelperEnd> = {}, onWait: () => void = () => undefined): Watched {
  const words: string[] = [];
  let next = 10;
  const tools: LaunchTools = {
    ...withoutLoad,
    makeChannel: (type) => {
      words.push(type === 'stream' ? 'lifeline' : `channel ${type}`);
      return [next++, next++];
    },
    makeSampleLog: () => {
      words.push('sample log');
      return next++;
    },
    startHelper: ({ arguments: given, descriptors }) => {
      words.push(`start ${given[0] ?? ''} with ${String(descriptors.length)} descriptors`);
      const ended = Promise.resolve().then((): HelperEnd => {
        words.push('wait');
        onWait();
        return {
          exitCode: 4,
          signal: null,
          output: '',
          errors: '',
          startError: null,
          endedFor: null,
          ...end,
        };
      });
      return { ended, stop: () => words.push(`stop ${given[0] ?? ''}`) };
    },
    readSampleLog: (_, capacity) => {
      words.push('read');
      return Object.fromEntries(
        instants.map((name) => [name, new BigUint64Array(capacity)]),
      ) as unknown as LogColumns;
    },
    close: (fd) => words.push(`close ${String(fd)}`),
  };
  return { words, tools };
}

function launchOf(scenario: string, variant: string): PlannedLaunch {
  const request = { only: { scenario: [scenario] }, quick: true, seed: 1, blocks: 1 };
  const plan = buildPlan(
    request,
    { scenarios, mechanisms },
    { allowedCpus: [0, 1], nofileHard: 1e6, inFlight: { descriptors: null, socketBufferBytes: 212_992 } },
  );
  const cell = plan.cells[0];
  assert.ok(cell?.class === 'launches');
  const launch = launchesOfCell(cell, 1)
    .flat()
    .find(({ arm }) => arm.variant === variant && !arm.isFloor);
  assert.ok(launch !== undefined);
  return launch;
}

function setting(signal = new AbortController().signal): Parameters<typeof runLaunch>[1] {
  return {
    helperPath: '/nowhere',
    cpusOf: () => ({ donorCpu: 1, receiverCpu: 1 }),
    deadlineMs: 1000,
    signal,
  };
}

describe('a launch', () => {
  test('log, channel, both roles, own ends closed, wait, then the log', async () => {
    const { words, tools } = watch();
    const record = await runLaunch(launchOf('one-descriptor', ''), setting(), tools);
    assert.deepEqual(words, [
      'sample log',
      'channel seqpacket',
      'start donor with 2 descriptors',
      'start receiver with 2 descriptors',
      'close 11',
      'close 12',
      'wait',
      'wait',
      'close 10',
    ]);
    assert.equal(record?.status, 'failed');
  });

  test('datagrams have a lifeline beside them', async () => {
    const { words, tools } = watch();
    await runLaunch(launchOf('socket-types', 'dgram'), setting(), tools);
    assert.deepEqual(words.slice(1, 5), [
      'channel dgram',
      'lifeline',
      'start donor with 3 descriptors',
      'start receiver with 3 descriptors',
    ]);
    assert.equal(words.filter((word) => word.startsWith('close')).length, 5);
  });

  test('by plain C: one process, no channel of ours', async () => {
    const { words, tools } = watch();
    await runLaunch(launchOf('harness-overhead', 'by plain C'), setting(), tools);
    assert.deepEqual(words, ['sample log', 'start launch with 1 descriptors', 'wait', 'close 10']);
  });

  test('interrupted: both are stopped, waited for, and nothing is recorded', async () => {
    const controller = new AbortController();
    const { words, tools } = watch({}, () => {
      controller.abort();
    });
    const record = await runLaunch(launchOf('one-descriptor', ''), setting(controller.signal), tools);
    assert.equal(record, null);
    assert.deepEqual(
      words.filter((word) => /stop|wait/.test(word)),
      ['wait', 'stop donor', 'stop receiver', 'wait'],
    );
    assert.equal(words.at(-1), 'close 10');
  });
});
