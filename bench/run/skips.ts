// SPDX-License-Identifier: Apache-2.0
// Which arms of a cell are not launched again: what is unsupported once, or fails again and again,
// becomes a visible skip instead of a long row of the same failure.

import type { Placement } from '../../scenarios/scenario.ts';
import type { Failure, LaunchStatus, Skip } from '../results/result.ts';

/** Where a launch or a handover stands in its cell. */
interface ArmAtPoint {
  readonly arm: string;
  readonly point: number | null;
}

/** How it ended. A handover has no placement. */
interface Ended extends ArmAtPoint {
  readonly scenario: string;
  readonly placement?: Placement;
  readonly status: LaunchStatus;
  readonly failure: Failure | null;
}

export interface SkipKeeper {
  readonly isSkipped: (launch: { readonly place: ArmAtPoint }) => boolean;
  /** To be told of every launch; answers with a skip when this one decided it. */
  readonly note: (ended: Ended) => Skip | null;
}

const failuresBeforeGivingUp = 3;

/** For one cell. */
export function keepSkips(): SkipKeeper {
  const skipped = new Set<string>();
  const failuresInARow = new Map<string, number>();
  return {
    isSkipped: ({ place }) => skipped.has(keyOf(place)),
    note: (record) => {
      const key = keyOf(record);
      const failures = record.status === 'failed' ? (failuresInARow.get(key) ?? 0) + 1 : 0;
      failuresInARow.set(key, failures);
      const isOver = record.status === 'unsupported' || failures >= failuresBeforeGivingUp;
      if (!isOver || record.failure === null) return null;
      skipped.add(key);
      return describe(record, record.failure);
    },
  };
}

function describe(record: Ended, failure: Failure): Skip {
  const times = record.status === 'failed' ? `failed ${String(failuresBeforeGivingUp)} times in a row: ` : '';
  return {
    scenario: record.scenario,
    placement: record.placement ?? null,
    arm: record.arm,
    point: record.point,
    reason: `${times}${failure.code} in ${failure.operation}: ${failure.text}`,
    remedy: 'fd-handover doctor says what this machine allows',
  };
}

function keyOf({ arm, point }: ArmAtPoint): string {
  return JSON.stringify([arm, point]);
}
