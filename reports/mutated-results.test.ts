// SPDX-License-Identifier: Apache-2.0
// A changed result changes what is said of it, as it must, and everywhere alike: title, answer, table, decision, marks,
// summary and comparison never make different claims of the same numbers.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { ConfidenceInterval, Crossover, RatioEstimate, Result, Row } from '../bench/results/result.ts';
import { headline } from './article/headline.ts';
import { buildReport, plainSummary } from './index.ts';
import {
  answerSentence,
  changeSentences,
  claimsInWords,
  decisionOf,
  marksOf,
} from './testing/claims-of-places.ts';
import type { Claim, Mark } from './testing/claims-of-places.ts';
import { exampleInput } from './testing/example-result.ts';

const example = exampleInput();
/** Only the headline: what is said of it depends on nothing else. */
const result: Result = {
  ...example.result,
  rows: example.result.rows.filter(({ scenario }) => scenario === 'one-descriptor'),
  launches: [],
  doubts: [],
};

function isCompared(row: Row): boolean {
  return row.arm === 'pidfd_getfd' && row.placement === 'cross-cpu';
}

function changed(change: Partial<Row>, weakened?: string): Result {
  const words = { id: 'drift', weight: 'weakens', evidence: 'It moved.', advice: 'Run again.' } as const;
  const place = { scenario: 'one-descriptor', placement: 'cross-cpu', point: null } as const;
  return {
    ...result,
    rows: result.rows.map((row) => (isCompared(row) ? { ...row, ...change } : row)),
    doubts: weakened === undefined ? [] : [{ ...place, ...words, arm: weakened }],
  };
}

function withReference(change: Partial<Row>): Result {
  const isReference = (row: Row): boolean => row.arm === 'scm_rights' && row.placement === 'cross-cpu';
  return { ...result, rows: result.rows.map((row) => (isReference(row) ? { ...row, ...change } : row)) };
}

function ratio(value: number, interval: readonly [number, number], sign = interval): RatioEstimate {
  const of = ([lo, hi]: readonly [number, number]): ConfidenceInterval => ({ lo, hi, coverage: 0.98 });
  return { value, interval: of(interval), signInterval: of(sign), blocks: 60 };
}

/** Every place says the same, and its marks fit. */
function assertClaim(mutated: Result, claim: Claim, mark: Mark): void {
  const words = claimsInWords(mutated);
  assert.deepEqual(words, Object.fromEntries(Object.keys(words).map((place) => [place, claim])));
  assert.deepEqual(marksOf(mutated), { forest: mark, bars: mark });
}

const below = ratio(0.9, [0.88, 0.93]);
const turned = ratio(1 / 0.9, [1 / 0.93, 1 / 0.88]);

describe('one comparison, mutated', () => {
  test('as it is, and turned round', () => {
    assertClaim(changed({ ratioToReference: below }), 'pull', 'filled');
    assertClaim(changed({ ratioToReference: turned }), 'push', 'filled');
    assert.match(
      answerSentence(changed({ ratioToReference: turned })),
      /1\.11× the time \(98 % interval 1\.08–1\.14/,
    );
  });

  test('its interval across 1', () => {
    for (const across of [ratio(0.9, [0.7, 1.1]), ratio(1.1, [1, 1.2]), ratio(1, [1, 1])]) {
      assertClaim(changed({ ratioToReference: across }), 'no difference', 'hollow');
    }
    assert.match(
      changeSentences(changed({ ratioToReference: ratio(0.9, [0.7, 1.1]) }))[0] ?? '',
      /more blocks/,
    );
  });

  test('its two intervals disagree, either of them or both in direction', () => {
    for (const disagreeing of [
      ratio(0.9, [0.88, 0.93], [0.8, 1.01]),
      ratio(0.9, [0.8, 1.01], [0.88, 0.93]),
      ratio(0.9, [0.88, 0.93], [1.02, 1.1]),
    ]) {
      const mutated = changed({ ratioToReference: disagreeing });
      assertClaim(mutated, 'no difference', 'hollow');
      assert.match(changeSentences(mutated)[0] ?? '', /two intervals disagree/);
    }
  });

  test('no longer declared: a reason to look, and no title', () => {
    const mutated = changed({ ratioToReference: below, declared: false });
    assert.match(answerSentence(mutated), /exploratory, pidfd_getfd looks cheaper/);
    assert.match(decisionOf(mutated), /^pull \(looks so: exploratory\)$/);
    assert.deepEqual(changeSentences(mutated), []);
    // The other placement was declared, and heads the report now.
    assert.match(headline(mutated), /same CPU\)$/);
    const { rows } = mutated;
    const none = { ...mutated, rows: rows.map((row) => ({ ...row, declared: false })) };
    assert.match(headline(none), /^Whether pulling or pushing one descriptor is cheaper was not measured/);
  });

  test('its p too large, or missing', () => {
    for (const adjustedP of [0.011, 1, null]) {
      assertClaim(changed({ ratioToReference: below, adjustedP }), 'no difference', 'hollow');
    }
  });

  test('a doubt about it or its reference', () => {
    for (const arm of ['pidfd_getfd', 'scm_rights']) {
      assertClaim(changed({ ratioToReference: below }, arm), 'no claim', 'hollow');
    }
    assertClaim(changed({ ratioToReference: below }, 'message_only'), 'pull', 'filled');
  });

  test('its oracle failed, or that of its reference', () => {
    assertClaim(changed({ ratioToReference: below, oracle: 'fail' }), 'no claim', 'cross');
    assertClaim(withReference({ oracle: 'fail' }), 'no claim', 'cross');
  });

  test('fewer than ten blocks', () => {
    const few = { ...below, interval: null, signInterval: null, blocks: 9 };
    const mutated = changed({ ratioToReference: few, adjustedP: null, blocks: 9 });
    assertClaim(mutated, 'no claim', 'cross');
    assert.match(headline(mutated), /9 blocks give no interval/);
  });

  test('not measured, or its reference not', () => {
    for (const mutated of [
      changed({ wall: null, ratioToReference: null, ratioToFloor: null }),
      withReference({ wall: null }),
    ]) {
      assert.match(headline(mutated), /not measured here/);
      assert.match(answerSentence(mutated), /was not measured here/);
    }
  });
});

/** The rule once more, in other words than reports/comparison.ts. */
function expected({
  row,
  isWeakened,
}: {
  readonly row: Partial<Row>;
  readonly isWeakened: boolean;
}): [Claim, Mark] {
  const { ratioToReference, oracle, adjustedP } = row;
  if (oracle === 'fail') return ['no claim', 'cross'];
  const { interval: one, signInterval: other } = ratioToReference ?? { interval: null, signInterval: null };
  if (one === null || other === null) return ['no claim', 'cross'];
  if (isWeakened) return ['no claim', 'hollow'];
  const isShown = adjustedP != null && adjustedP <= 0.01;
  if (isShown && Math.max(one.hi, other.hi) < 1) return ['pull', 'filled'];
  if (isShown && Math.min(one.lo, other.lo) > 1) return ['push', 'filled'];
  return ['no difference', 'hollow'];
}

const bound = fc.oneof(
  fc.double({ min: 0.2, max: 5, noNaN: true }),
  fc.double({ min: 0.97, max: 1.03, noNaN: true }),
  fc.constant(1),
);
const interval = fc
  .tuple(bound, bound)
  .map(([a, b]) => ({ lo: Math.min(a, b), hi: Math.max(a, b), coverage: 0.98 }));

const comparison = fc.record({
  interval: fc.option(interval, { freq: 8 }),
  sign: fc.option(interval, { freq: 8 }),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
  adjustedP: fc.oneof(fc.constantFrom(null, 0.01, 0.0101), fc.double({ min: 0, max: 0.02, noNaN: true })),
  oracle: fc.constantFrom('pass' as const, 'pass' as const, 'pass' as const, 'fail' as const),
  weakened: fc.constantFrom(undefined, undefined, undefined, 'pidfd_getfd', 'scm_rights'),
});

test('whatever the numbers, every place makes the same claim, and none where an interval spans 1', () => {
  fc.assert(
    fc.property(comparison, ({ interval: one, sign, share, adjustedP, oracle, weakened }) => {
      const value = one === null ? 0.9 : one.lo + share * (one.hi - one.lo);
      const row = {
        ratioToReference: { value, interval: one, signInterval: sign, blocks: one === null ? 9 : 60 },
        adjustedP,
        oracle,
      };
      const mutated = changed(row, weakened);
      assertClaim(mutated, ...expected({ row, isWeakened: weakened !== undefined }));
      const spans = [one, sign].some((each) => each === null || (each.lo <= 1 && each.hi >= 1));
      const said = `${headline(mutated)} ${answerSentence(mutated)} ${decisionOf(mutated)}`;
      if (spans) assert.doesNotMatch(said, /cheaper|dearer|faster|slower|\bpull\b|\bpush\b/);
    }),
    { numRuns: 300 },
  );
});

describe('a crossover, mutated', () => {
  const [wall] = example.result.crossovers;

  async function told(change: Partial<Crossover>): Promise<readonly string[]> {
    const mutated = { ...example.result, crossovers: [{ ...wall, ...change } as Crossover] };
    const files = await buildReport({ ...example, result: mutated });
    const markdown = files.find(({ path }) => path === 'report.md')?.content ?? '';
    const [, answer = '', rest = ''] = markdown.split(
      /\n## The answer on this machine\n|\n## Ten questions\n/,
    );
    const chart = /^\*Median over launches .* wall time, against descriptors.*\*/m.exec(markdown)?.[0] ?? '';
    return [answer, rest.split('### Question 2')[0] ?? '', plainSummary(mutated).replace(/\s+/g, ' '), chart];
  }

  const found = /exploratory, `?scm_rights`? looks cheaper than `?pidfd_getfd`? above/;

  test('found: claimed in the answer, in question 1 and in the summary, and marked', async () => {
    const [answer, question, summary, chart = ''] = await told({});
    for (const text of [answer, question, summary]) assert.match(text ?? '', found);
    assert.match(chart, /The dashed line is the crossover/);
  });

  test('open: no place claims it; the chart says on which side it is bounded, or marks nothing', async () => {
    const at = { value: 1.5, blocks: 20, interval: { lo: 1, hi: 10_000, coverage: 0.98 } };
    const [answer, question, summary, chart = ''] = await told({ status: 'open', at });
    for (const text of [answer, question, summary]) {
      assert.doesNotMatch(text ?? '', found);
      assert.match(text ?? '', /no crossover between .* is claimed/);
    }
    assert.match(chart, /No crossover is marked/);
  });

  test('without an interval, or beyond the sizes: nothing about where', async () => {
    const bare = { value: 1.5, blocks: 5, interval: null };
    for (const change of [
      { at: bare },
      { status: 'above-axis', at: null },
      { status: 'below-axis', at: null },
    ] as const) {
      const [answer, question, summary, chart = ''] = await told(change);
      for (const text of [answer, question, summary]) assert.doesNotMatch(text ?? '', found);
      assert.match(chart, /No crossover is marked/);
    }
  });
});
