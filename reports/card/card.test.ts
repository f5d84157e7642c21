// SPDX-License-Identifier: Apache-2.0
// The card: the report's own answer on it, nothing that the report does not claim, nothing outside the picture whatever
// the names and numbers.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Result, Row } from '../../bench/results/result.ts';
import { headline } from '../article/headline.ts';
import { stylesOfArms } from '../charts/arm-style.ts';
import { textWidth } from '../charts/text-width.ts';
import { exampleInput } from '../testing/example-result.ts';
import { withRatio, withRows } from '../testing/example-runs.ts';
import {
  everythingSkipped,
  hostileInput,
  hostileName,
  singleBlock,
  withFailures,
  withoutMechanism,
} from '../testing/example-variants.ts';
import { assertGoldenText } from '../testing/golden.ts';
import { cardSize, drawCard } from './card.ts';

const { result } = exampleInput();

interface Words {
  readonly text: string;
  readonly end: number;
}

/** What is written on a card, and where each line of it ends. */
function wordsOn(svg: string): readonly Words[] {
  return [...svg.matchAll(/<text x="([^"]*)"[^>]*font-size="([^"]*)"([^>]*)>([^<]*)<\/text>/g)].map(
    ([, x = '', fontSize = '', rest = '', escaped = '']) => {
      const text = escaped.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
      const width = textWidth(text, Number(fontSize), rest.includes('bold'));
      const share = rest.includes('"end"') ? 0 : rest.includes('"middle"') ? 0.5 : 1;
      return { text, end: Number(x) + width * share };
    },
  );
}

function textOf(changed: Result): string {
  return wordsOn(drawCard(changed))
    .map(({ text }) => text)
    .join(' ');
}

function barsOn(svg: string): readonly number[] {
  const colours = stylesOfArms(result.cells[0]?.arms ?? []).map(({ colour }) => colour);
  return [...svg.matchAll(/<rect [^>]*width="([^"]*)" height="34" fill="([^"]*)"/g)]
    .filter(([, , colour = '']) => colours.includes(colour))
    .map(([, width]) => Number(width));
}

test('it looks as before', () => {
  assertGoldenText('card.svg', drawCard(result));
});

test('its title is the report’s, with ratio, interval and placement', () => {
  for (const changed of [result, withRatio(result, 1.5), withRatio(result, 1.001)]) {
    assert.ok(textOf(changed).includes(headline(changed)), headline(changed));
  }
  assert.match(textOf(withRatio(result, 1.5)), /takes 1\.50× the time of pushing/);
  assert.match(textOf(withRatio(result, 1.001)), /No difference shown/);
});

test('two bars from 0, as long as the medians', () => {
  const [own = 0, other = 0, ...more] = barsOn(drawCard(result));
  const rows = result.rows.filter(
    ({ scenario, placement }) => scenario === 'one-descriptor' && placement === 'cross-cpu',
  );
  const p50 = (arm: string): number => rows.find((row) => row.arm === arm)?.wall?.p50.value ?? NaN;
  assert.deepEqual(more, []);
  assert.ok(Math.abs(own / other / (p50('pidfd_getfd') / p50('scm_rights')) - 1) < 1e-3);
});

test('machine, project and date', () => {
  const text = textOf(result);
  for (const part of ['Linux 6.12.0-example', 'Example CPU 3000', 'fd-handover-bench 0.1.0', '2025-01-15']) {
    assert.ok(text.includes(part), part);
  }
});

test('what is wrong with a run stands on it', () => {
  const run = { ...result.run, status: 'interrupted', quick: true } as const;
  const cases: readonly (readonly [Result, RegExp])[] = [
    [withFailures(3).result, /3 of [\d,]+ launches failed/],
    [{ ...result, run }, /Interrupted run\b.*: .*The run was interrupted\. \(1 of 2 caveats\)/],
    [singleBlock().result, /Nothing is claimed.* too few blocks.*no interval: 1 block/],
    [everythingSkipped().result, /Nothing was measured here.* everything that was asked for was skipped/],
    [withoutMechanism('pidfd_getfd').result, /was not measured here.* Not measured in any scenario/],
  ];
  for (const [changed, words] of cases) assert.match(textOf(changed), words);
  assert.doesNotMatch(textOf(result), /caveat|failed|interrupted/);
});

test('no bars without two sound medians', () => {
  const failed = withRows(result, (row) => ({ ...row, oracle: 'fail' }));
  const refused = ['pidfd_getfd', 'scm_rights'].map((arm) => withoutMechanism(arm).result);
  for (const changed of [failed, everythingSkipped().result, ...refused]) {
    assert.deepEqual(barsOn(drawCard(changed)), []);
    assert.match(textOf(changed), /No two medians|No medians are shown/);
  }
  assert.equal(barsOn(drawCard(singleBlock().result)).length, 2);
});

test('hostile names stay text', () => {
  const svg = drawCard(hostileInput().result);
  assert.deepEqual([...new Set(svg.match(/<[a-z]+/g))].sort(), ['<line', '<rect', '<svg', '<text']);
  assert.doesNotMatch(svg, /[\u0000-\u0008\u202e]|undefined|NaN/);
});

test('long names are cut and end inside the margin', () => {
  const names = ['W'.repeat(4000), 'x '.repeat(4000), 'Щ漢'.repeat(2000), hostileName.repeat(200)];
  for (const name of names) {
    const longer = JSON.parse(
      JSON.stringify(result)
        .replaceAll('"pidfd_getfd"', JSON.stringify(name))
        .replaceAll('"Example CPU 3000"', JSON.stringify(name)),
    ) as Result;
    const words = wordsOn(drawCard(longer));
    for (const { text, end } of words) assert.ok(end <= cardSize.width - 60 + 0.5, text);
    assert.ok(words.filter(({ text }) => text.endsWith('…')).length >= 3, name.slice(0, 9));
  }
});

test('impossible numbers leave no mark outside the picture', () => {
  const withMedian = (value: number, hi: number): Result =>
    withRows(result, (row: Row) => ({
      ...row,
      wall: row.wall && {
        ...row.wall,
        p50: { ...row.wall.p50, value, interval: { lo: value, hi, coverage: 0.98 } },
      },
    }));
  for (const [value, hi] of [
    [1e300, 1e308],
    [-5, 7],
    [0, 0],
    [1e-9, 1e300],
  ] as const) {
    const svg = drawCard(withMedian(value, hi));
    assert.doesNotMatch(svg, /NaN|Infinity|undefined/);
    const numbers = [...svg.matchAll(/ (?:x|x1|x2|width)="([^"]*)"/g)].map(([, number]) => Number(number));
    for (const number of numbers) assert.ok(number >= 0 && number <= cardSize.width, String(number));
  }
});
