// SPDX-License-Identifier: Apache-2.0
// Arms against themselves: which blocks make a pair, what cancels, and when it is said that something is wrong.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Result } from '../bench/results/result.ts';
import { alikeRatios } from './alike-ratios.ts';
import { judgeAlike } from './alike-verdict.ts';
import { caveatsOf } from './article/caveats.ts';
import { plainText } from './article/blocks.ts';
import { zeroSentence } from './article/zero.ts';
import { alikeChart } from './charts/alike.ts';
import { compileChart } from './charts/render.ts';
import { exampleInput } from './testing/example-result.ts';
import { changed, everythingSkipped, singleBlock } from './testing/example-variants.ts';

/** The example with the p50 of each launch multiplied by a factor of its block. */
function slowed(factorOf: (block: number) => number): Result {
  const launches = exampleInput().result.launches.map((launch) => {
    const p50 = (launch.wall?.p50 ?? 0) * factorOf(launch.block);
    return { ...launch, wall: launch.wall && { ...launch.wall, p50 } };
  });
  return changed({ launches }).result;
}

function sentenceOf(result: Result): string {
  return plainText(zeroSentence(result) ?? []);
}

/** 0, 3, 4, 7, 8, …: the blocks that stand above in their pair. */
const isAbove = (block: number): boolean => block % 4 === 0 || block % 4 === 3;

test('the headline scenario, and the batch at three sizes, without floors', () => {
  const found = alikeRatios(exampleInput().result);
  assert.deepEqual(
    found.map(({ scenario, placement, point, arm, ratio }) =>
      [scenario, placement, point ?? '-', arm, ratio.blocks].join(' '),
    ),
    [
      'one-descriptor same-cpu - pidfd_getfd 15',
      'one-descriptor same-cpu - scm_rights 15',
      'one-descriptor cross-cpu - pidfd_getfd 30',
      'one-descriptor cross-cpu - scm_rights 30',
      'batch same-cpu 1 pidfd_getfd 10',
      'batch same-cpu 1 scm_rights 10',
      'batch same-cpu 16 pidfd_getfd 10',
      'batch same-cpu 16 scm_rights 10',
      'batch same-cpu 252 pidfd_getfd 10',
      'batch same-cpu 252 scm_rights 10',
    ],
  );
});

test('each block stands in one pair, above or below by turns', () => {
  const [first] = alikeRatios(slowed((block) => (isAbove(block) ? 1.1 : 1)));
  assert.ok(Math.abs((first?.ratio.value ?? 0) - 1.1) < 1e-9);
  assert.ok((first?.ratio.interval?.lo ?? 0) > 1.09);
});

test('a block that gave no number takes its pair with it, and no other', () => {
  const { launches } = exampleInput().result;
  const { result } = changed({
    launches: launches.map((launch) =>
      launch.arm === 'scm_rights' && launch.block === 4
        ? { ...launch, status: 'failed', wall: null }
        : launch,
    ),
  });
  assert.equal(alikeRatios(result).find(({ arm }) => arm === 'scm_rights')?.ratio.blocks, 14);
  assert.equal(alikeRatios(result).find(({ arm }) => arm === 'pidfd_getfd')?.ratio.blocks, 15);
});

test('a steady drift cancels, and so does what comes and goes from block to block', () => {
  for (const factorOf of [
    (block: number) => Math.exp(0.01 * block),
    (block: number) => (block % 2 === 0 ? 1.1 : 1),
  ]) {
    assert.match(sentenceOf(slowed(factorOf)), /^10 of 10 include 1, as they should\.$/);
  }
});

test('arms that differ from themselves: the sentence, the caveat and the chart say it', () => {
  const result = slowed((block) => (isAbove(block) ? 1.1 : 1));
  assert.match(
    sentenceOf(result),
    /^Only 0 of 10 include 1: something is wrong with this run\. Chance makes no more than 2 of 10 leave it out \(in 99 % of runs\)\. .* by as much as 1\.10×/,
  );
  assert.match(
    caveatsOf(result).map(plainText).join('\n'),
    /Arms differ from themselves in neighbouring blocks/,
  );
  assert.match(alikeChart(result)?.description ?? '', /of these leave 1 out: 10\./);
  const good = exampleInput().result;
  assert.doesNotMatch(caveatsOf(good).map(plainText).join('\n'), /Arms differ from themselves/);
});

test('what chance may leave out is no sign of anything', () => {
  const { launches } = exampleInput().result;
  const { result } = changed({
    launches: launches.map((launch) => {
      const isSlow = launch.arm === 'scm_rights' && launch.placement === 'cross-cpu' && isAbove(launch.block);
      const p50 = (launch.wall?.p50 ?? 0) * (isSlow ? 1.1 : 1);
      return { ...launch, wall: launch.wall && { ...launch.wall, p50 } };
    }),
  });
  assert.match(
    sentenceOf(result),
    /^9 of 10 include 1; chance makes up to 2 of 10 leave it out \(in 99 % of runs\), so this is no sign that anything is wrong\.$/,
  );
  assert.equal(judgeAlike(alikeRatios(result)).isWrong, false);
});

test('under ten pairs there is no interval, and it says so', () => {
  const { launches } = exampleInput().result;
  const short = changed({ launches: launches.filter(({ block }) => block < 18) }).result;
  assert.match(sentenceOf(short), /^No arm has 10 pairs of blocks, so there is no interval/);
  const chart = alikeChart(short);
  assert.match(chart?.caption ?? '', /No arm has 10 pairs, so there is no interval and nothing is shown\./);
  assert.match(JSON.stringify(chart?.spec), /"shape":"cross"/);
  const some = changed({
    launches: launches.filter(({ scenario, block }) => scenario !== 'batch' || block < 18),
  }).result;
  assert.match(
    sentenceOf(some),
    /^4 of 4 include 1, .*A further 6 have fewer than 10 pairs and no interval\.$/,
  );
});

test('without two blocks there is neither sentence nor chart', () => {
  for (const { result } of [singleBlock(), everythingSkipped()]) {
    assert.equal(zeroSentence(result), undefined);
    assert.equal(alikeChart(result), undefined);
  }
});

test('the chart compiles, and is hollow where 1 is included', () => {
  const chart = alikeChart(exampleInput().result);
  assert.ok(chart !== undefined);
  compileChart(chart);
  assert.match(JSON.stringify(chart.spec), /"fill":"#ffffff"/);
  assert.doesNotMatch(JSON.stringify(chart.spec), /"fill":"#(0072B2|D55E00)"/);
});
