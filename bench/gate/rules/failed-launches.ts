// SPDX-License-Identifier: Apache-2.0
// Launches that fail are not in any number, and may be just the slow ones: when more than a few of an arm fail, what
// is left is a selection. Launches that were not made any more, because the arm had failed too often, count as well.

import type { LaunchSummary } from '../../results/result.ts';
import { blocksRun, launchesOfArm } from '../gate-cell.ts';
import type { Evidence, InvalidRule } from './rule.ts';

/** With 20 blocks one failure is borne, a second is not. */
const mostLost = 0.05;

export const failedLaunches: InvalidRule = {
  id: 'failed-launches',
  look: (evidence) => {
    const { cell, launches } = evidence;
    const blocks = blocksRun(launches, cell);
    for (const { arm, isCompared, own } of armsOf(evidence)) {
      // Of a compared arm, nothing-measured says it better.
      if (isCompared && own.some(({ status }) => status === 'unsupported')) continue;
      const failed = own.filter(({ status }) => status !== 'ok');
      // A pass that was cut short lacks some launches of its last block.
      const notMade = Math.max(0, blocks - own.length - 1);
      const lost = failed.length + notMade;
      if (lost > blocks * mostLost) return sentence(arm, failed, { lost, blocks });
    }
    return null;
  },
};

interface ArmLaunches {
  readonly arm: string;
  readonly isCompared: boolean;
  readonly own: readonly LaunchSummary[];
}

function armsOf({ cell, endpoint, launches }: Evidence): ArmLaunches[] {
  const { base, head } = endpoint.arms;
  const canaryAt = { ...endpoint, point: cell.planned.points?.[0] ?? null };
  return [
    ...[base, head].map((arm) => ({ arm, isCompared: true, own: launchesOfArm(launches, endpoint, arm) })),
    ...(cell.twins ?? []).map((arm) => ({
      arm,
      isCompared: false,
      own: launchesOfArm(launches, canaryAt, arm),
    })),
  ];
}

function sentence(
  arm: string,
  failed: readonly LaunchSummary[],
  { lost, blocks }: { readonly lost: number; readonly blocks: number },
): string {
  const cause = failed[0]?.failure;
  const why = cause == null ? '' : ` (${cause.code}: ${cause.text})`;
  return `${String(lost)} of ${String(blocks)} launches of ${arm} failed or were given up, more than ${String(mostLost * 100)} %${why}. What did not fail is a selection, and says nothing`;
}
