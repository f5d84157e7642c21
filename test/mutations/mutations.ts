// SPDX-License-Identifier: Apache-2.0
// Faults that a benchmark's statistics can have, each as a change of one place in our source, and the test that must
// not survive it.

export interface Mutation {
  readonly name: string;
  /** From the project's top. */
  readonly file: string;
  /** Occurs exactly once in it. */
  readonly find: string;
  readonly replace: string;
  /** A test file from the project's top, and the test's name in it. */
  readonly breaks: { readonly file: string; readonly test: string };
}

const gateRules = 'bench/gate/rules/invalid.test.ts';
const units = 'bench/gate/unit-of-inference.test.ts';

export const mutations: readonly Mutation[] = [
  {
    name: 'unpaired: an arm is compared with a launch of another block',
    file: 'bench/stats/block-ratios.ts',
    find: 'const other = compared.get(launch.block);',
    replace: 'const other = [...compared.values()].reverse()[over.indexOf(launch)];',
    breaks: { file: units, test: 'what the launches of a block have in common cancels' },
  },
  {
    name: 'pooled samples: each of a launch’s samples counts as if it were a block',
    file: 'bench/gate/cell-state.ts',
    find: 'const logRatios = (suspect.ratios ?? []).map(({ logRatio }) => logRatio);',
    replace: `const logRatios = (suspect.ratios ?? []).flatMap(({ logRatio }) => Array<number>(4).fill(logRatio));`,
    breaks: { file: units, test: 'a launch counts once, however many samples it has' },
  },
  {
    name: 'sign flipped: base / head',
    file: 'bench/stats/block-ratios.ts',
    find: 'Math.log(a / b)',
    replace: 'Math.log(b / a)',
    breaks: { file: units, test: 'what the launches of a block have in common cancels' },
  },
  {
    name: 'sorted before order diagnostics: blocks by size instead of by time',
    file: 'bench/stats/block-ratios.ts',
    find: '.sort((one, two) => one.block - two.block)',
    replace: '.sort((one, two) => one.logRatio - two.logRatio)',
    breaks: {
      file: units,
      test: 'blocks stay in the order of time: a ratio that rises meanwhile is a doubt, one that wanders is not',
    },
  },
  {
    name: 'canary ignored',
    file: 'bench/gate/rules/index.ts',
    find: 'nothingMeasured, canary]',
    replace: 'nothingMeasured]',
    breaks: { file: gateRules, test: 'twins that differ by half of what matters' },
  },
  {
    name: 'oracle ignored by the gate',
    file: 'bench/gate/rules/index.ts',
    find: '[oracle, failedLaunches',
    replace: '[failedLaunches',
    breaks: { file: gateRules, test: 'one launch with wrong descriptors is enough, in whichever arm' },
  },
  {
    name: 'oracle ignored by the launch: "ok" is believed',
    file: 'bench/run/launch-verdict.ts',
    find: '?? unprovenOf(end, expected) ??',
    replace: '??',
    breaks: { file: 'bench/run/launch-verdict.test.ts', test: 'ok with a transfer too few is no ok' },
  },
  {
    name: 'failed launches left out in silence',
    file: 'bench/gate/rules/index.ts',
    find: 'oracle, failedLaunches, ',
    replace: 'oracle, ',
    breaks: { file: gateRules, test: 'half of them: INVALID, and never fast' },
  },
  {
    name: 'no correction for several endpoints',
    file: 'bench/gate/judge-look.ts',
    find: 'pSlowerHolm: adjusted[i] ?? 1',
    replace: 'pSlowerHolm: one.pSlower',
    breaks: {
      file: 'bench/gate/judge-look.test.ts',
      test: 'not where it is one of several that could cry wolf',
    },
  },
  {
    name: 'green for want of evidence: a PASS by the estimate',
    file: 'bench/gate/rules/pass.ts',
    find: 'export function passes({ upper }: Evidence,',
    replace: 'export function passes({ ratio: upper }: Evidence,',
    breaks: { file: 'bench/gate/judge-look.test.ts', test: 'not for want of evidence' },
  },
  {
    name: 'doubts ignored',
    file: 'bench/gate/judge-look.ts',
    find: "if (isWeakened) return 'OPEN';",
    replace: '',
    breaks: {
      file: 'bench/gate/judge-look.test.ts',
      test: 'no decision rests on a number that a doubt weakens',
    },
  },
  {
    name: 'FAIL without a second pass',
    file: 'bench/gate/decide.ts',
    find: "if (again?.decision === 'FAIL') {",
    replace: 'if (again !== undefined) {',
    breaks: { file: 'bench/gate/decide.test.ts', test: 'that is not seen again is INCONCLUSIVE' },
  },
  {
    name: 'growth by differences: the line goes through costs and not through their logarithms',
    file: 'bench/stats/growth.ts',
    find: '[Math.log(x), Math.log(cost)] as const',
    replace: '[x, cost] as const',
    breaks: { file: 'bench/stats/growth.test.ts', test: 'gives its exponent back, at any scale of cost' },
  },
  {
    name: 'no evidence of a rise taken for evidence of a plateau',
    file: 'bench/stats/saturation.ts',
    find: 'one.hi < limit && other.hi < limit',
    replace: 'one.lo < limit && other.lo < limit',
    breaks: {
      file: 'bench/stats/saturation.test.ts',
      test: 'flat as it may look, without intervals or with noise nothing is claimed',
    },
  },
  {
    name: 'capacities of different blocks compared',
    file: 'bench/stats/saturation.ts',
    find: 'compared.get(launch.block) ?? 0',
    replace: '[...compared.values()].reverse()[launch.block] ?? 0',
    breaks: {
      file: 'bench/stats/saturation.test.ts',
      test: 'begins at the fewest pairs from which on nothing is gained, though blocks differ by a fifth',
    },
  },
];
