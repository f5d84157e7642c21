// SPDX-License-Identifier: Apache-2.0
// What became of an arm's transfers, over all its launches. A launch that lost most has no median and still counts
// here: what was lost must not vanish with its number.

import type { LaunchSummary, Outcomes, Row } from '../results/result.ts';

/** Sums; nothing where no launch has outcomes. */
export function outcomesOf(launches: readonly LaunchSummary[]): Pick<Row, 'outcomes'> {
  const all = launches.flatMap(({ outcomes }) => outcomes ?? []);
  if (all.length === 0) return {};
  const sum = (key: keyof Outcomes): number => all.reduce((total, one) => total + one[key], 0);
  return {
    outcomes: {
      offered: sum('offered'),
      completed: sum('completed'),
      late: sum('late'),
      lost: sum('lost'),
    },
  };
}
