// SPDX-License-Identifier: Apache-2.0
// Numbers that cannot be, in every field of a result that holds one: the reader refuses each before a report is made.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HandoverResults } from '../bench/results/handover.ts';
import { checkResult } from '../bench/results/read-result.ts';
import { StoredRunError } from '../bench/results/stored-run-error.ts';
import { everythingInput } from './testing/example-everything.ts';
import { mapFields, resultFields } from './testing/schema-fields.ts';

const fields = resultFields();
const { result } = everythingInput();
/** One launch of each kind: thousands alike would prove nothing more. */
const launches = [
  ...result.launches.slice(0, 2),
  ...result.launches.filter(({ failure }) => failure !== null).slice(0, 1),
  ...result.launches.filter(({ capacity }) => capacity !== undefined).slice(0, 1),
  ...result.launches.filter(({ outcomes }) => outcomes !== undefined).slice(0, 1),
];
const whole: unknown = JSON.parse(
  JSON.stringify({ ...result, launches, handovers: result.handovers && fewHandovers(result.handovers) }),
);

/** One of each kind, too, and one row of each scenario. */
function fewHandovers(all: HandoverResults): HandoverResults {
  const firstOf = <Item>(items: readonly Item[], kindOf: (item: Item) => string): readonly Item[] => [
    ...new Map(items.toReversed().map((item) => [kindOf(item), item])).values(),
  ];
  return {
    ...all,
    handovers: firstOf(all.handovers, ({ failure, pauses, instants, windows, timeline = [] }) =>
      JSON.stringify([
        failure === null,
        pauses?.p99 == null,
        instants === null,
        windows.some(({ after }) => after.p99 !== null),
        timeline.length > 0,
      ]),
    ),
    rows: firstOf(all.rows, ({ scenario, pauseP99, toAccepting }) =>
      JSON.stringify([scenario, pauseP99 === null, toAccepting === null]),
    ),
  };
}

/** The result with the first number at a place replaced by a text of JSON; null where the place holds none. */
function withNumber(place: string, json: string): unknown {
  const found: unknown[] = [];
  const changed = mapFields(whole, fields, (leaf, path) => {
    if (found.length > 0 || path !== place || typeof leaf !== 'number') return leaf;
    found.push(leaf);
    return JSON.parse(json) as unknown;
  });
  return found.length > 0 ? changed : null;
}

function isRefused(value: unknown): boolean {
  try {
    checkResult(value, 'made up');
    return false;
  } catch (error) {
    assert.ok(error instanceof StoredRunError);
    return true;
  }
}

test('the example itself is read, and holds a number at almost every place that can have one', () => {
  checkResult(whole, 'made up');
  const empty = [...fields.numbers].filter((place) => withNumber(place, '0') === null);
  // Parameters are the same wherever they stand; their places in the example would prove nothing more.
  const isParameter = /\/(?:parameters|fixed|axis|transfersFor|blocks)\//;
  assert.deepEqual(
    empty.filter((place) => !isParameter.test(place)),
    [],
  );
});

// 1e999 is what JSON has for Infinity, and a writer that has no number leaves null or a text.
for (const json of ['1e999', '-1e999', '"NaN"', '{}', '1e300']) {
  test(`${json} is refused in every field that holds a number`, () => {
    const accepted = [...fields.numbers].filter((place) => {
      const changed = withNumber(place, json);
      return changed !== null && !isRefused(changed);
    });
    const noLimit = ['environment/limits/nofileSoft', 'environment/limits/nofileHard'];
    assert.deepEqual(accepted, json === '1e300' ? noLimit : []);
  });
}

test('null is refused where a number is wanted', () => {
  const accepted = [...fields.numbers].filter((place) => {
    const changed = withNumber(place, 'null');
    return changed !== null && !isRefused(changed);
  });
  const mayLack =
    /point$|(?:p90|p99)$|^handovers\/(?:cpus|handovers\/\*\/(?:instants|cpu|begunPerSecond|lateMax|.*\/(?:p50|max)$))|^silent\/(?:cpus\/(?:donor|receiver)|launches\/\*\/(?:leaked|replacedPerSecond)|scenarios\/\*\/conditions\/\*\/freeMax)$|(?:steal_ns|cpu_pressure_ns|migrations)$|capacity\/(?:user|system)_ns$/;
  const machine = /^environment\/security\/(?:yamaPtraceScope|seccompMode|noNewPrivs)$/;
  assert.deepEqual(
    accepted.filter((place) => !mayLack.test(place) && !machine.test(place)),
    ['rows/*/adjustedP'],
  );
});

test('a negative number is refused wherever none can be', () => {
  const accepted = [...fields.numbers].filter((place) => {
    const changed = withNumber(place, '-1');
    return changed !== null && !isRefused(changed);
  });
  // Slopes, ids, what a clock or a kernel says of itself, and where something stands.
  const signed =
    /growths\/|^silent\/(?:launches|rows)\/\*\/leaked$|(?:lastAcceptByOld|toLastAccept\/interval\/lo)$|point$|points\/\*$|leaked_descriptors$|security\/|conditions\/(?:steal_ns|cpu_pressure_ns|span_ns|lateness|donorWork)/;
  assert.deepEqual(
    accepted.filter((place) => !signed.test(place)),
    [],
  );
});

type Json = Record<string, unknown>;
type Interval = Record<'lo' | 'hi' | 'coverage', number>;
interface Changeable {
  rows: (Json & { ratioToReference: { value: number; interval: Interval | null } | null })[];
  launches: (Json & { wall: Record<'p10' | 'p50', number> | null })[];
  crossovers: { at: { value: number; interval: Interval } }[];
  environment: { kernel: { release: string } };
  cells: { arms: Json[] }[];
}

const cases: readonly (readonly [string, (result: Changeable) => void, RegExp])[] = [
  [
    'an interval that ends before it begins',
    ({ rows }) => {
      const ratio = rows.find(({ ratioToReference }) => ratioToReference?.interval)?.ratioToReference;
      if (ratio?.interval) ratio.interval = { lo: 1.2, hi: 1.1, coverage: 0.98 };
    },
    /\/rows\/\d+\/ratioToReference\/interval begins at 1\.2, after its end at 1\.1|outside of its interval/,
  ],
  [
    'an estimate outside of its interval',
    ({ rows }) => {
      const ratio = rows.find(({ ratioToReference }) => ratioToReference?.interval)?.ratioToReference;
      if (ratio) ratio.value = 7;
    },
    /\/rows\/\d+\/ratioToReference is 7, outside of its interval from [\d.]+ to [\d.]+/,
  ],
  [
    'a crossover outside of its interval',
    ({ crossovers: [first] }) => {
      if (first) first.at.value = 0.5;
    },
    /\/crossovers\/0\/at is 0\.5, outside of its interval/,
  ],
  [
    'a ratio of 0',
    ({ rows }) => {
      const ratio = rows.find(({ ratioToReference }) => ratioToReference?.interval)?.ratioToReference;
      if (ratio) [ratio.value, ratio.interval] = [0, null];
    },
    /\/rows\/\d+\/ratioToReference is not above 0/,
  ],
  [
    'a p above 1',
    ({ rows }) => {
      for (const row of rows) if (row['adjustedP'] !== null) row['adjustedP'] = 1.5;
    },
    /adjustedP must be <= 1/,
  ],
  [
    'percentiles that fall',
    ({ launches }) => {
      const wall = launches.find((launch) => launch.wall)?.wall;
      if (wall) wall.p10 = 2 * wall.p50;
    },
    /\/launches\/\d+\/wall has percentiles that fall/,
  ],
  [
    'transfers that became nothing',
    ({ rows }) => {
      for (const row of rows)
        if (row['outcomes']) row['outcomes'] = { offered: 9, completed: 1, late: 1, lost: 1 };
    },
    /outcomes offer 9, which is not what was completed, late and lost/,
  ],
  [
    'ten million characters in a name',
    ({ environment }) => {
      environment.kernel.release = 'x'.repeat(10_000_000);
    },
    /\/environment\/kernel\/release is a text of 10000000 characters, 10000 are the most that is read/,
  ],
  [
    'ten megabytes of names that are short by themselves',
    ({ cells: [first] }) => {
      const arm = first?.arms[0];
      first?.arms.splice(
        0,
        1,
        ...Array.from({ length: 1000 }, (_, i) => ({ ...arm, id: `${String(i)}${'x'.repeat(9900)}` })),
      );
    },
    /\/cells\/0\/arms has 100\d items|its texts have \d+ characters together/,
  ],
  [
    'more rows than any plan has',
    (all) => {
      const [row] = all.rows;
      if (row) all.rows = Array.from({ length: 10_001 }, () => row);
    },
    /\/rows has 10001 items, 10000 are the most that is read/,
  ],
  [
    'something deep where nothing is',
    ({ rows: [row] }) => {
      if (row) row['doubts'] = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)) as unknown;
    },
    /\/rows\/0\/doubts\/0/,
  ],
];

for (const [name, damage, message] of cases) {
  test(`${name}: refused, and the place is told`, () => {
    const broken = JSON.parse(JSON.stringify(whole)) as Changeable;
    damage(broken);
    assert.throws(
      () => checkResult(broken, 'made up'),
      (error) => {
        assert.ok(error instanceof StoredRunError);
        assert.match(error.message, message);
        assert.ok(error.message.length < 500, 'a message is a sentence');
        return true;
      },
    );
  });
}
