// SPDX-License-Identifier: Apache-2.0
// How often the tests of a gate's looks alone call identical code slower: with τ at 0 and no doubts, nothing but α,
// Holm and the sign test stands between noise and a FAIL.

import type { GateCell } from '../../bench/gate/gate-cell.ts';
import { launchesOfArm } from '../../bench/gate/gate-cell.ts';
import { judgeLook } from '../../bench/gate/judge-look.ts';
import type { AaSession } from '../../bench/gate/replay.ts';
import { drawStretch, replaySources } from '../../bench/gate/replay.ts';
import { makeRandom } from '../../bench/plan/random.ts';
import type { LaunchSummary } from '../../bench/results/result.ts';
import { blockRatios } from '../../bench/stats/block-ratios.ts';

/** Share of the redraws in which an endpoint says FAIL at a look. */
export async function firstPassFails(
  session: AaSession,
  { cell, redraws }: { readonly cell: GateCell; readonly redraws: number },
): Promise<number> {
  const random = makeRandom(1, `first pass/${cell.id}`);
  let failed = 0;
  for (let i = 0; i < redraws; i++) {
    const { first } = replaySources(session, drawStretch(session, random), 0);
    const launches: LaunchSummary[] = [];
    let isFailed = false;
    for (const { blocks, alpha } of cell.looks) {
      const run = new Set(launches.map(({ block }) => block)).size;
      launches.push(...(await first.next(cell, blocks - run)));
      const lookedAt = cell.endpoints.map((endpoint) => ({
        endpoint: { ...endpoint, tolerance: 0 },
        alpha,
        isWeakened: false,
        logRatios: logRatiosOf(launches, endpoint),
      }));
      isFailed ||= judgeLook(lookedAt, []).some(({ decision }) => decision === 'FAIL');
    }
    if (isFailed) failed += 1;
  }
  return failed / redraws;
}

function logRatiosOf(launches: readonly LaunchSummary[], endpoint: GateCell['endpoints'][number]): number[] {
  const { base, head } = endpoint.arms;
  const figure = { measure: 'wall', quantile: endpoint.quantile } as const;
  const ratios = blockRatios(
    launchesOfArm(launches, endpoint, head),
    launchesOfArm(launches, endpoint, base),
    figure,
  );
  return ratios.map(({ logRatio }) => logRatio);
}
