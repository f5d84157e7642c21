// SPDX-License-Identifier: Apache-2.0
// How often the two intervals of a ratio cover 1 where base and head are alike, and how often they say they do.

import type { GateCell } from '../../bench/gate/gate-cell.ts';
import type { AaSession, Redraw } from '../../bench/gate/replay.ts';
import type { Random } from '../../bench/plan/random.ts';
import { makeRandom } from '../../bench/plan/random.ts';
import type { ConfidenceInterval, LaunchSummary } from '../../bench/results/result.ts';
import { blockRatios } from '../../bench/stats/block-ratios.ts';
import { estimateRatio } from '../../bench/stats/estimate.ts';

export interface Coverage {
  readonly covered: number;
  /** Of the interval itself: the exact one of its order statistics, not the level that was asked for. */
  readonly nominal: number;
}

interface CoverageWishes {
  readonly cell: GateCell;
  readonly redraws: number;
  readonly draw: (session: AaSession, random: Random) => Redraw;
}

/** Over the endpoints of the cell and redraws of as many blocks as its planned look has. */
export function coverageOf(
  session: AaSession,
  { cell, redraws, draw }: CoverageWishes,
): Readonly<Record<'signedRank' | 'sign', Coverage>> {
  const random = makeRandom(1, `coverage/${cell.id}`);
  const blocks = cell.looks.at(-2)?.blocks ?? 0;
  const mechanisms = cell.endpoints.map(({ arms }) => arms.base.slice(0, arms.base.lastIndexOf(' ')));
  const figure = { measure: 'wall', quantile: 'p50' } as const;
  const signedRank = counter();
  const sign = counter();
  for (let i = 0; i < redraws; i++) {
    const { places, base, head } = draw(session, random);
    const mechanism = mechanisms[i % mechanisms.length] ?? '';
    const launchesOf = (copy: string): LaunchSummary[] =>
      places
        .slice(0, blocks)
        .flatMap((place, block) =>
          (session.blocks[place] ?? [])
            .filter(({ arm }) => arm === `${mechanism} ${copy}`)
            .map((launch) => ({ ...launch, block })),
        );
    const ratio = estimateRatio(blockRatios(launchesOf(head), launchesOf(base), figure));
    signedRank.count(ratio?.interval ?? null);
    sign.count(ratio?.signInterval ?? null);
  }
  return { signedRank: signedRank.coverage(), sign: sign.coverage() };
}

function counter() {
  let [trials, covered, nominal] = [0, 0, 0];
  return {
    count: (interval: ConfidenceInterval | null): void => {
      if (interval === null) return;
      trials += 1;
      nominal += interval.coverage;
      if (interval.lo <= 1 && interval.hi >= 1) covered += 1;
    },
    coverage: (): Coverage => ({ covered: covered / trials, nominal: nominal / trials }),
  };
}
