// SPDX-License-Identifier: Apache-2.0
// A gate on this machine: the first pass, and where something failed the second, within the budget.

import type { Decision } from '../gate/decide.ts';
import { decideGate } from '../gate/decide.ts';
import type { BlockSource } from '../gate/gate-cell.ts';
import { blocksRun } from '../gate/gate-cell.ts';
import type { PassOutcome } from '../gate/run-pass.ts';
import type { OutOfSpaceError } from '../results/out-of-space.ts';
import type { PassRecord } from '../results/gate-result.ts';
import type { Keeper } from '../run/keep-launches.ts';
import type { LiveBlocks } from '../run/live-blocks.ts';
import { liveBlocks } from '../run/live-blocks.ts';
import type { LaunchMachine } from '../run/run-block.ts';
import { budgetEnd, firstPassShare } from './gate-budget.ts';
import type { Budget } from './gate-budget.ts';
import type { GatePlan } from './gate-plan.ts';

export interface GateMeasurement {
  readonly plan: GatePlan;
  readonly machine: LaunchMachine;
  readonly kept: Keeper;
  readonly seed: number;
  readonly budget: Budget | null;
}

export interface MeasuredGate {
  readonly decision: Decision;
  readonly passes: readonly PassRecord[];
  readonly outOfSpace: OutOfSpaceError | null;
}

/** Another order in the second pass. */
const seedStep = 0x9e3779b9;

export async function measureGate(measurement: GateMeasurement): Promise<MeasuredGate> {
  const { plan, machine, kept, seed, budget } = measurement;
  const most = Math.max(...plan.cells.map(({ looks }) => looks.at(-1)?.blocks ?? 0));
  const shared = { cells: plan.launched, machine, kept };
  const first = timed(
    liveBlocks({ ...shared, seed, firstBlock: 0, endsAt: budgetEnd(budget, firstPassShare) }),
  );
  const confirmation = timed(
    liveBlocks({ ...shared, seed: seed + seedStep, firstBlock: most, endsAt: budgetEnd(budget) }),
  );
  const decision = await decideGate(plan.cells, { first: first.source, confirmation: confirmation.source });
  const record = passRecorder(plan);
  return {
    decision,
    passes: [
      record('first', decision.first, { firstBlock: 0, seconds: first.seconds() }),
      ...(decision.confirmation === null
        ? []
        : [
            record('confirmation', decision.confirmation, {
              firstBlock: most,
              seconds: confirmation.seconds(),
            }),
          ]),
    ],
    outOfSpace: first.source.outOfSpace() ?? confirmation.source.outOfSpace(),
  };
}

/** A source that adds up how long its blocks took. */
function timed(source: LiveBlocks): { readonly source: LiveBlocks; readonly seconds: () => number } {
  let seconds = 0;
  const next: BlockSource['next'] = async (cell, count) => {
    const before = performance.now();
    try {
      return await source.next(cell, count);
    } finally {
      seconds += (performance.now() - before) / 1000;
    }
  };
  return { source: { ...source, next }, seconds: () => seconds };
}

function passRecorder({ cells }: GatePlan) {
  return (
    name: PassRecord['name'],
    { launches, endedBy }: PassOutcome,
    rest: Pick<PassRecord, 'firstBlock' | 'seconds'>,
  ): PassRecord => ({
    name,
    ...rest,
    blocks: cells.flatMap((cell) => {
      const own = launches.get(cell.id);
      const planned = cell.looks.at(-1)?.blocks ?? 0;
      return own === undefined ? [] : [{ cell: cell.id, run: blocksRun(own, cell), planned }];
    }),
    launches: [...launches.values()].reduce((sum, { length }) => sum + length, 0),
    endedBy,
  });
}
