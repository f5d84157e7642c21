// SPDX-License-Identifier: Apache-2.0
// The row of an arm at a point, from made-up handovers: by the statistics that make a run's rows.

import { controlsOf } from '../../bench/results/control-of-arm.ts';
import type { HandoverRow, HandoverSummary } from '../../bench/results/handover.ts';
import { handoverRows } from '../../bench/stats/handover-rows.ts';
import type { HandoverScenario } from '../../scenarios/handover-scenario.ts';

interface Of {
  readonly scenario: HandoverScenario;
  readonly point: number;
  readonly arm: string;
  readonly blocks: number;
}

export function exampleHandoverRow(
  handovers: readonly HandoverSummary[],
  { scenario, point, arm, blocks }: Of,
): HandoverRow {
  const cell = {
    scenario: scenario.id,
    arms: scenario.arms.map(({ id }) => id),
    points: [point],
    blocks,
    controls: controlsOf(scenario.arms),
  };
  const found = handoverRows(cell, handovers).find((row) => row.arm === arm);
  if (found === undefined) throw new RangeError(`no handover of ${arm} was made up`);
  return found;
}
