// SPDX-License-Identifier: Apache-2.0
// What else was measured: other quantiles and clocks of the gated arms. Looked at, never gated; q bounds the share of
// false findings among all that are called different (Benjamini and Hochberg).

import type { Endpoint, Exploratory } from '../results/gate-result.ts';
import type { LaunchSummary } from '../results/result.ts';
import { benjaminiHochberg } from '../stats/adjust.ts';
import type { Figure } from '../stats/block-ratios.ts';
import { blockRatios } from '../stats/block-ratios.ts';
import { hodgesLehmann } from '../stats/hodges-lehmann.ts';
import { signedRankTest } from '../stats/signed-rank.ts';
import { fewestBlocks } from './design.ts';
import type { GateCell } from './gate-cell.ts';
import { launchesOfArm } from './gate-cell.ts';

const figures: readonly (readonly [Exploratory['what'], Figure])[] = [
  ['wall p10', { measure: 'wall', quantile: 'p10' }],
  ['wall p90', { measure: 'wall', quantile: 'p90' }],
  ['cpu p50', { measure: 'cpu', quantile: 'p50' }],
  ['round trip p50', { measure: 'roundTrip', quantile: 'p50' }],
];

/** Of the first pass; without those that have fewer than ten blocks. */
export function exploreOthers(
  cells: readonly GateCell[],
  launches: ReadonlyMap<string, readonly LaunchSummary[]>,
): Exploratory[] {
  const found = cells.flatMap((cell) =>
    cell.endpoints.flatMap((endpoint) => exploreEndpoint(endpoint, launches.get(cell.id) ?? [])),
  );
  const q = benjaminiHochberg(found.map(({ p }) => p));
  return found.map((one, i) => ({ ...one, q: q[i] ?? 1 }));
}

function exploreEndpoint(endpoint: Endpoint, launches: readonly LaunchSummary[]): Omit<Exploratory, 'q'>[] {
  const { id, scenario, placement, point, arms } = endpoint;
  const head = launchesOfArm(launches, endpoint, arms.head);
  const base = launchesOfArm(launches, endpoint, arms.base);
  return figures.flatMap(([what, figure]) => {
    const ratios = blockRatios(head, base, figure).map(({ logRatio }) => logRatio);
    const test = signedRankTest(ratios);
    if (test === null || ratios.length < fewestBlocks) return [];
    const ratio = Math.exp(hodgesLehmann(ratios));
    const name = id.slice(0, id.lastIndexOf(' '));
    return [
      {
        id: `${name} ${what}`,
        scenario,
        placement,
        point,
        arms,
        what,
        ratio,
        blocks: ratios.length,
        p: test.pTwoSided,
      },
    ];
  });
}
