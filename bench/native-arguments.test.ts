// SPDX-License-Identifier: Apache-2.0
// Wrong arguments are TypeErrors or RangeErrors, whatever they are; never an abort, never a system call.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import * as native from './native.ts';

type Call = (...words: unknown[]) => unknown;
const calls = native as unknown as Readonly<Record<string, Call>>;

/** Every function that takes a descriptor, with good words in the other places. */
const takesDescriptor: readonly (readonly [name: string, rest: readonly unknown[]])[] = [
  ['sendFds', [[0]]],
  ['receiveFds', [{ maxFds: 1, maxBytes: 1 }]],
  ['pidfdGetfd', [0]],
  ['pidfdSendSignal', [0]],
  ['peerPidfd', []],
  ['peerPid', []],
  ['sameDescription', [0]],
  ['fdFlags', []],
  ['setNonBlocking', [true]],
  ['close', []],
  ['readSamples', [10]],
];

const noDescriptor = fc.oneof(
  fc.string(),
  fc.boolean(),
  fc.constantFrom(undefined, null, {}, [], NaN, Infinity, -1, 2 ** 31, 0.5, 1n, Symbol('fd'), () => 0),
  fc.double().filter((value) => !Number.isInteger(value) || value < 0 || value >= 2 ** 31),
);

describe('what is no descriptor number is refused', () => {
  for (const [name, rest] of takesDescriptor) {
    test(name, () => {
      fc.assert(
        fc.property(noDescriptor, (word) => {
          assert.throws(() => calls[name]?.(word, ...rest), isArgumentError);
        }),
      );
    });
  }
});

/** Those that answer by a promise reject it. */
for (const [name, rest] of [
  ['giveFds', [[0]]],
  ['takeFds', [{ mechanism: 'push', maxFds: 1 }]],
] as const) {
  test(`${name} refuses what is no descriptor number`, async () => {
    await fc.assert(
      fc.asyncProperty(noDescriptor, async (word) => {
        await assert.rejects(calls[name]?.(word, ...rest) as Promise<unknown>, isArgumentError);
      }),
    );
  });
}

const wrong: readonly (readonly [text: string, run: () => unknown])[] = [
  ['fds that are no array', () => calls['sendFds']?.(0, 'abc')],
  ['an element that is no number', () => calls['sendFds']?.(0, [0, 'x'])],
  ['data that is no buffer', () => calls['sendFds']?.(0, [0], 'text')],
  ['data of another element type', () => calls['sendFds']?.(0, [0], new Uint16Array(2))],
  ['empty data', () => calls['sendFds']?.(0, [0], Buffer.alloc(0))],
  ['no limits', () => calls['receiveFds']?.(0)],
  ['maxFds over 253', () => calls['receiveFds']?.(0, { maxFds: 254, maxBytes: 1 })],
  ['maxBytes 0', () => calls['receiveFds']?.(0, { maxFds: 1, maxBytes: 0 })],
  [
    'nonBlocking that is no boolean',
    () => calls['receiveFds']?.(0, { maxFds: 1, maxBytes: 1, nonBlocking: 1 }),
  ],
  ['an unknown channel type', () => calls['socketpair']?.('raw')],
  ['an unknown kind', () => calls['openKind']?.('device')],
  ['an unknown call', () => calls['timeCall']?.('fork', 16)],
  ['a group under 16', () => calls['timeCall']?.('dup', 15)],
  ['a pid of 0', () => calls['pidfdOpen']?.(0)],
  ['an unknown signal', () => calls['pidfdSendSignal']?.(0, 'SIGNOTHING')],
  ['a name with a NUL', () => calls['memfdCreate']?.('a\0b')],
  ['a negative size', () => calls['memfdCreate']?.('a', -1)],
  ['no pid beside the fd', () => calls['sameDescriptionAcross']?.({ fd: 0 }, { pid: 1, fd: 0 })],
  ['a flags word of 33 bits', () => calls['pidfdOpen']?.(process.pid, 2 ** 32)],
  ['nonBlocking that is missing', () => calls['setNonBlocking']?.(0)],
  ['a capacity of 0', () => calls['sampleLogCreate']?.(0)],
];

describe('wrong arguments are refused', () => {
  const before = native.countFds();
  for (const [text, run] of wrong) {
    test(text, () => {
      assert.throws(run, isArgumentError);
      assert.equal(native.countFds(), before);
    });
  }

  test('a getter that throws is passed on', () => {
    const limits = {
      get maxFds(): number {
        throw new Error('from the getter');
      },
      maxBytes: 1,
    };
    assert.throws(() => native.receiveFds(0, limits), /from the getter/);
  });
});

test('a sample log of another size is refused', () => {
  const log = native.sampleLogCreate(4);
  assert.throws(() => native.readSamples(log, 5000), { code: 'EINVAL' });
  const { start } = native.readSamples(log, 4);
  assert.deepEqual(start, new BigUint64Array(4));
  native.close(log);
});

test('facts are plausible', () => {
  const cpus = native.affinity();
  assert.ok(cpus.length >= 1);
  native.setAffinity(cpus.slice(-1));
  assert.deepEqual(native.affinity(), cpus.slice(-1));
  native.setAffinity(cpus);
  assert.deepEqual(native.affinity(), cpus);
  assert.throws(
    () => {
      native.setAffinity([]);
    },
    { code: 'EINVAL', syscall: 'sched_setaffinity' },
  );
  assert.ok(native.fileLimit().soft <= native.fileLimit().hard);
  assert.ok(native.clockFacts().costNs > 0);
  assert.ok(native.nowNs() <= native.nowNs());
  assert.match(native.buildFacts().compiler, /\d/);
  assert.ok(native.timeCall('dup', 16) > 0);
  native.endTimedCalls();
});

/** As Node's own functions say it. */
function isArgumentError(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  if (error instanceof RangeError) return code === 'ERR_OUT_OF_RANGE';
  return error instanceof TypeError && (code === 'ERR_INVALID_ARG_TYPE' || code === 'ERR_INVALID_ARG_VALUE');
}
