// SPDX-License-Identifier: Apache-2.0
// The canary: the floor of the base helper runs twice in each block. Between identical twins nothing may be found, and
// their level must hold through a pass; else the machine (or we) made a difference, and no other can be trusted.

import { blockRatios } from '../../stats/block-ratios.ts';
import { hodgesLehmann } from '../../stats/hodges-lehmann.ts';
import { signedRankTest } from '../../stats/signed-rank.ts';
import { twoSampleShift } from '../../stats/two-sample.ts';
import { launchesOfArm } from '../gate-cell.ts';
import { share } from '../words.ts';
import type { Evidence, InvalidRule } from './rule.ts';

/** Two-sided, for either question: the smallest at which ten blocks, the fewest, can speak of the twins (all on one
 * side); of the level fourteen can. Chance alone would speak once in 250 looks; the sizes that are asked for besides
 * make it rarer. */
const alpha = 0.002;
/** Of the endpoint's tolerance: a bias of half of what matters can turn a verdict. */
const mostBetweenTwins = 0.5;
/** Blocks are paired, so a level may wander: in the corpus of a virtual machine (test/fixtures/corpus) it moved by up
 * to a third within a pass and no ratio moved with it. By a half it is another machine. */
const mostDrift = 0.5;

const figure = { measure: 'wall', quantile: 'p50' } as const;

export const canary: InvalidRule = {
  id: 'canary',
  look: (evidence) => twinsDiffer(evidence) ?? levelDrifts(evidence),
};

function twinsDiffer({ cell, endpoint, launches }: Evidence): string | null {
  const [one, other] = twinsOf({ cell, endpoint, launches });
  const ratios = blockRatios(other, one, figure).map(({ logRatio }) => logRatio);
  const test = signedRankTest(ratios);
  if (test === null || test.pTwoSided > alpha) return null;
  const ratio = Math.exp(hodgesLehmann(ratios));
  if (Math.abs(ratio - 1) <= mostBetweenTwins * endpoint.tolerance) return null;
  return `the same program with the same work differs by ${share(ratio)} between its two launches of a block (p ${test.pTwoSided.toExponential(1)}, ${String(ratios.length)} blocks). Something here favours a place in the block: quieten the machine and run it again`;
}

function levelDrifts({ cell, endpoint, launches }: Omit<Evidence, 'isOver'>): string | null {
  const [one] = twinsOf({ cell, endpoint, launches });
  const logs = one.flatMap(({ wall }) => (wall === null ? [] : [Math.log(wall.p50)]));
  const half = Math.floor(logs.length / 2);
  const shift = twoSampleShift(logs.slice(logs.length - half), logs.slice(0, half), 1 - alpha);
  if (shift === null || shift.pTwoSided > alpha) return null;
  const ratio = Math.exp(shift.estimate);
  if (Math.abs(ratio - 1) <= mostDrift) return null;
  return `the floor moved by ${share(ratio)} between the first and the second half of the pass (p ${shift.pTwoSided.toExponential(1)}). Another load, or the CPU's clock, changed meanwhile: quieten the machine and run it again`;
}

function twinsOf({ cell, endpoint, launches }: Omit<Evidence, 'isOver'>): [Launches, Launches] {
  if (cell.twins === null) return [[], []];
  const point = cell.planned.points?.[0] ?? null;
  const [one, other] = cell.twins;
  const at = { ...endpoint, point };
  return [launchesOfArm(launches, at, one), launchesOfArm(launches, at, other)];
}

type Launches = ReturnType<typeof launchesOfArm>;
