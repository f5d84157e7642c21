// SPDX-License-Identifier: Apache-2.0
// A helper that hangs, writes without end, or leaves a child behind is ended; whoever waits for it gets an end.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { isRunning, readMarker, waitFor } from '../../test/support/fake-helper.ts';
import { makeTempFolder } from '../../test/support/program.ts';
import type { HelperCommand, HelperEnd } from './spawn-helper.ts';
import { outputLimit, spawnHelper } from './spawn-helper.ts';

const long = 60_000;
const short = 50;

/** Each script says its number first, on the stream that it does not flood. */
function run(script: string, { deadlineMs = long, grace = short } = {}): Promise<HelperEnd> {
  return spawnHelper(shell(script), deadlineMs, grace).ended;
}

function shell(script: string): HelperCommand {
  return { path: '/bin/sh', arguments: ['-c', script], descriptors: [] };
}

async function hasEnded(pid: string): Promise<void> {
  assert.match(pid, /^\d+\n/);
  await waitFor(() => (isRunning(Number.parseInt(pid, 10)) ? undefined : true));
}

test('one that ends by itself: its code and its words', async () => {
  const end = await run('echo line; echo words >&2; exit 3');
  assert.deepEqual(end, {
    exitCode: 3,
    signal: null,
    output: 'line\n',
    errors: 'words\n',
    startError: null,
    endedFor: null,
  });
});

test('one that cannot be started', async () => {
  const { ended } = spawnHelper({ path: '/nowhere/helper', arguments: [], descriptors: [] }, long);
  assert.equal((await ended).startError, 'ENOENT');
});

describe('writes without end', () => {
  test('standard output', async () => {
    const { output, errors, endedFor } = await run('echo $$ >&2; exec yes');
    assert.equal(endedFor, 'output');
    assert.equal(output.length, outputLimit);
    await hasEnded(errors);
  });

  test('standard error', async () => {
    const { output, errors, endedFor } = await run('echo $$; exec yes >&2');
    assert.equal(endedFor, 'output');
    assert.equal(errors.length, outputLimit);
    await hasEnded(output);
  });

  test('and will not be asked to stop', async () => {
    const { errors, signal } = await run("trap '' TERM PIPE; echo $$ >&2; while :; do echo y; done 2>&-");
    assert.equal(signal, 'SIGKILL');
    await hasEnded(errors);
  });

  test('by a child of its own', async () => {
    const { errors, endedFor } = await run('yes & echo $! >&2; wait');
    assert.equal(endedFor, 'output');
    await hasEnded(errors);
  });

  test('a byte too many is too many, though it ended by itself; the limit itself is not', async () => {
    const write = (bytes: number): string => `head -c ${String(bytes)} /dev/zero`;
    assert.equal((await run(write(outputLimit + 1))).endedFor, 'output');
    assert.equal((await run(write(outputLimit))).endedFor, null);
  });
});

describe('hangs', () => {
  test('it is ended after its deadline', async () => {
    const { signal, endedFor } = await run('exec sleep 60', { deadlineMs: 1 });
    assert.deepEqual([signal, endedFor], ['SIGTERM', 'deadline']);
  });

  test('one that ignores SIGTERM is killed', async (t) => {
    const marker = join(makeTempFolder(t), 'marker');
    const script = `trap '' TERM; echo $$ > '${marker}'; while :; do sleep 60; done`;
    const { ended, stop } = spawnHelper(shell(script), long, short);
    await waitFor(() => readMarker(marker));
    stop();
    assert.equal((await ended).signal, 'SIGKILL');
  });

  test('a child that holds its pipes open keeps nobody waiting', async (t) => {
    const { output, exitCode, endedFor } = await run('sleep 60 & echo $!');
    const child = Number.parseInt(output, 10);
    t.after(() => process.kill(child, 'SIGKILL'));
    assert.deepEqual([exitCode, endedFor, isRunning(child)], [0, null, true]);
  });
});

test('stopped from outside', async () => {
  const { ended, stop } = spawnHelper(shell('exec sleep 60'), long, short);
  stop();
  assert.equal((await ended).signal, 'SIGTERM');
});

describe('attended', () => {
  test('its first line is there before it ends, and its input ends when it is closed', async () => {
    const script = 'echo ready; echo more; cat; echo last';
    const { ended, firstLine, closeInput, pid } = spawnHelper(
      { ...shell(script), holdsInput: true },
      long,
      short,
    );
    assert.equal(await firstLine, 'ready');
    assert.ok(pid !== null && isRunning(pid));
    closeInput();
    const { exitCode, output } = await ended;
    assert.deepEqual([exitCode, output], [0, 'ready\nmore\nlast\n']);
  });

  test('one that ends without a line has none', async () => {
    const { firstLine } = spawnHelper(shell('printf half'), long, short);
    assert.equal(await firstLine, null);
    const missing = spawnHelper({ ...shell(''), path: '/nowhere/helper', holdsInput: true }, long, short);
    assert.deepEqual([await missing.firstLine, missing.pid], [null, null]);
    missing.closeInput();
  });

  test('without holdsInput it has no input', async () => {
    const { output } = await run('cat; echo end');
    assert.equal(output, 'end\n');
  });
});
