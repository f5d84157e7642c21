// SPDX-License-Identifier: Apache-2.0
// Honest logs pass, whatever the plan and however long each step took; each way of lying has its sentence.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { InstantColumn } from '../results/result.ts';
import { checkStamps, logUnreadable } from './stamp-check.ts';
import type { HonestLog, LogKind } from './testing/honest-log.ts';
import { honestLog, logKinds } from './testing/honest-log.ts';

/** Any log of these kinds: the cold transfer is the one with a single sample. */
function anyLog(kinds: readonly LogKind[], { fewest = 1 } = {}): fc.Arbitrary<HonestLog> {
  return fc
    .record({
      kind: fc.constantFrom(...kinds),
      warmup: fc.nat(3),
      transfers: fc.integer({ min: fewest, max: 8 }),
      // Beyond 2^53, as after a hundred days of uptime.
      beganNs: fc.constantFrom(1_000_000n, 9_007_199_254_741_000_000n),
      quantumNs: fc.constantFrom(1n, 10n, 1000n, 4_000_000n),
      // A step of 0 quanta is a clock that did not advance.
      steps: fc.array(fc.oneof(fc.constant(0), fc.nat(5000)), { minLength: 1, maxLength: 40 }),
    })
    .map(({ kind, steps, ...wishes }) => {
      let next = 0;
      return honestLog(kind, { ...wishes, draw: () => steps[next++ % steps.length] ?? 0 });
    });
}

const check = ({ columns, plan, span }: HonestLog): ReturnType<typeof checkStamps> =>
  checkStamps(columns, plan, span);

describe('honest logs pass', () => {
  for (const kind of logKinds) {
    test(kind, () => {
      fc.assert(
        fc.property(anyLog([kind]), (log) => {
          assert.equal(check(log), null);
        }),
        { numRuns: 300 },
      );
    });
  }

  test('cold: one transfer, no warm-up', () => {
    const log = honestLog('paced', {
      warmup: 0,
      transfers: 1,
      beganNs: 5n,
      quantumNs: 1n,
      draw: () => 100,
    });
    assert.equal(check(log), null);
  });
});

type Lie = (log: HonestLog) => void;

/** What is done to a log of at least two recorded transfers, and what is said about it. */
const lies: readonly (readonly [name: string, kinds: readonly LogKind[], lie: Lie, text: RegExp])[] = [
  ['no stamps at all', logKinds, everywhere((column) => column.fill(0n)), /^only 0 of \d+ transfers were/],
  ['a sample fewer', logKinds, at('holding', -1, () => 0n), /^only \d+ of \d+ transfers were stamped/],
  ['starts only', logKinds, whole('holding', () => 0n), /^only 0 of/],
  [
    'another clock',
    logKinds,
    everywhere((column, name) => {
      if (!name.endsWith('cpu')) column.forEach((stamp, i) => (column[i] = stamp && stamp + 10n ** 18n));
    }),
    /lies \d+ ns after the launch had ended: that is not CLOCK_MONOTONIC/,
  ],
  ['the future', logKinds, at('holding', -1, ({ span }) => span.endedNs + 5n), /5 ns after the launch had/],
  ['the past', logKinds, at('start', 0, ({ span }) => span.beganNs - 7n), /7 ns before the launch began/],
  ['used in part', ['paced', 'known'], at('used', -1, () => 0n), /^used is stamped in \d+ of \d+ samples/],
  ['released in part', ['floor'], at('released', 0, () => 0n), /^released is stamped in \d+ of \d+/],
  ['CPU time in part', ['paced'], at('donor_cpu', 0, () => 0n), /^donor_cpu is stamped in \d+ of/],
  [
    'negative',
    logKinds,
    before('holding', 'start'),
    /^holding of sample \d+ \(from 0, warm-up included\) lies 1 ns before its start/,
  ],
  ['begun before it was due', ['open-loop'], before('start', 'due'), /^start of .* lies 1 ns before its due/],
  [
    'held before it was announced',
    ['paced', 'streamed'],
    at('announced', -1, ({ columns }) => (columns.holding.at(-1) ?? 0n) + 1n),
    /^holding of sample .* before its announced|^announced of sample .* after the launch had ended/,
  ],
  [
    'acknowledged before it was held',
    ['paced', 'floor', 'open-loop'],
    before('acknowledged', 'holding'),
    /^acknowledged of sample .* lies 1 ns before its holding/,
  ],
  ['sent before it began', ['paced'], before('sent', 'start'), /^sent of sample .* before its start/],
  ['announced before', ['paced'], before('announced', 'start'), /^announced of sample .* before its start/],
  ['used before it was held', ['paced'], before('used', 'holding'), /^used of .* before its holding/],
  ['released before held', ['floor'], before('released', 'holding'), /^released of .* before its holding/],
  ['released before used', ['paced'], before('released', 'used'), /^released of .* before its/],
  [
    'acknowledged before it was sent',
    ['paced'],
    at('sent', -2, ({ columns }) => (columns.acknowledged.at(-2) ?? 0n) + 1n),
    /^acknowledged of sample .* lies 1 ns before its sent/,
  ],
  [
    'begun before the last one was released',
    ['known'],
    before('start', 'released', -2),
    /^start of sample .* before .* of the sample before/,
  ],
  [
    'begun before the last one was held',
    ['known'],
    (log) => {
      for (const name of ['used', 'released'] as const) log.columns[name].fill(0n);
      before('start', 'holding', -2)(log);
    },
    /^start of sample .* lies 1 ns before holding of the sample before/,
  ],
  [
    'begun before the last one was acknowledged',
    ['floor'],
    at('acknowledged', -2, ({ columns }) => (columns.start.at(-1) ?? 0n) + 1n),
    /^start of sample .* lies 1 ns before acknowledged of the sample before/,
  ],
  [
    'a stream that was begun backwards',
    ['streamed'],
    (log) => {
      before('due', 'start', -2)(log);
      before('start', 'start', -2)(log);
    },
    /^start of sample .* lies 1 ns before start of the sample before/,
  ],
  [
    'a stream that arrived backwards',
    ['streamed'],
    (log) => {
      for (const name of ['due', 'start', 'sent', 'announced'] as const)
        at(name, -1, ({ columns }) => columns.start.at(-2) ?? 0n)(log);
      before('holding', 'holding', -2)(log);
    },
    /^holding of sample .* lies 1 ns before holding of the sample before/,
  ],
  [
    'samples sorted by their duration',
    ['paced', 'known', 'streamed'],
    everywhere((column) => column.reverse()),
    /lies \d+ ns before .* of the sample before|^used is stamped in/,
  ],
  ['no duration', ['floor', 'known'], noDuration, /^\d+ of \d+ recorded transfers took 0 ns from start to/],
  ['a stream without duration', ['streamed'], standStill, /^the whole stream took 0 ns/],
  [
    'more CPU time than time',
    ['paced'],
    at('receiver_cpu', 0, ({ span }) => 2n * (span.endedNs - span.beganNs)),
    /^receiver_cpu adds up to \d+ ns in a launch of \d+ ns: more than one thread can use/,
  ],
];

describe('lies are found', () => {
  for (const [name, kinds, lie, text] of lies) {
    test(name, () => {
      fc.assert(
        fc.property(anyLog(kinds, { fewest: 2 }), (log) => {
          fc.pre(name !== 'a stream without duration' || log.plan.warmup > 0);
          lie(log);
          const failure = check(log);
          assert.equal(failure?.code, text.source.startsWith('^only') ? 'SAMPLES_MISSING' : 'STAMPS');
          assert.match(failure.text, text);
          assert.match(failure.text, /use a helper that keeps docs\/helper-protocol\.md$/);
        }),
        { numRuns: 100 },
      );
    });
  }
});

describe('a log that cannot be read', () => {
  test('cut short by the helper: its failure', () => {
    const failure = logUnreadable(Object.assign(new Error(), { code: 'EINVAL' }));
    assert.equal(failure.code, 'SAMPLES_MISSING');
    assert.match(failure.text, /no longer has its size/);
  });

  test('anything else is the runner’s own', () => {
    const error = Object.assign(new Error(), { code: 'EBADF' });
    assert.throws(() => logUnreadable(error), error);
  });
});

function at(name: InstantColumn, sample: number, value: (log: HonestLog) => bigint): Lie {
  return (log) => {
    const column = log.columns[name];
    column[sample < 0 ? column.length + sample : sample] = value(log);
  };
}

/** The last sample's instant, put 1 ns before another one of the same sample, or of the one before it. */
function before(name: InstantColumn, earlier: InstantColumn, sample: -1 | -2 = -1): Lie {
  return at(name, -1, ({ columns }) => (columns[earlier].at(sample) ?? 0n) - 1n);
}

function whole(name: InstantColumn, value: () => bigint): Lie {
  return ({ columns }) => void columns[name].fill(value());
}

function everywhere(change: (column: BigUint64Array, name: InstantColumn) => void): Lie {
  return ({ columns }) => {
    for (const [name, column] of Object.entries(columns)) change(column, name as InstantColumn);
  };
}

function noDuration({ columns }: HonestLog): void {
  columns.holding.set(columns.start);
  if (columns.announced.some((stamp) => stamp !== 0n)) columns.announced.set(columns.start);
}

/** Everything arrives in one instant, after everything was sent. */
function standStill({ columns, span }: HonestLog): void {
  for (const name of ['announced', 'holding'] as const) columns[name].fill(span.endedNs);
  for (const i of [0, columns.used.length - 1]) columns.used[i] = span.endedNs;
}
