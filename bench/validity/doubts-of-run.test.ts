// SPDX-License-Identifier: Apache-2.0
// Every row is put before the checks with what its numbers were made from, and gets the names of its own doubts.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { oneDescriptor } from '../../scenarios/transfer/one-descriptor.ts';
import { makeDraws } from '../../test/support/draws.ts';
import { launchOf } from '../../test/support/made-launch.ts';
import type { LaunchSummary, PlannedCell } from '../results/result.ts';
import { summariseRun } from '../stats/run-summary.ts';
import type { ExaminedRun } from './doubts-of-run.ts';
import { doubtsOfRun, withDoubts } from './doubts-of-run.ts';

const draws = makeDraws(13, 'doubts');
const arms = ['message_only', 'scm_rights', 'pidfd_getfd'];

const cell: PlannedCell = {
  scenario: oneDescriptor.id,
  placement: 'same-cpu',
  blocks: 30,
  arms: arms.map((id) => ({
    id,
    mechanism: id,
    variant: '',
    launchedBy: 'node',
    isFloor: id === 'message_only',
  })),
  points: null,
  reference: 'scm_rights',
  endedBy: 'plan',
};

type Cost = (arm: string, block: number) => number;
const steady: Cost = () => 5000 * Math.exp(0.02 * draws.normal());

function run(cost: Cost, blocks = cell.blocks): ExaminedRun {
  const launches: LaunchSummary[] = [...Array(blocks).keys()].flatMap((block) =>
    arms.map((arm, i) =>
      launchOf({
        arm,
        block,
        p50: cost(arm, block),
        scenario: cell.scenario,
        position: (i + block) % arms.length,
      }),
    ),
  );
  const parts = { cells: [cell], scenarios: [oneDescriptor], launches };
  return { ...parts, rows: summariseRun(parts).rows, clock: { cost_ns: 20, quantum_ns: 1 } };
}

/** arm: doubts. */
function doubted(made: ExaminedRun): Record<string, readonly string[]> {
  const rows = withDoubts(made.rows, doubtsOfRun(made));
  return Object.fromEntries(rows.map(({ arm, doubts }) => [arm, doubts]));
}

describe('doubts of a run', () => {
  test('steady launches give none', () => {
    assert.deepEqual(doubted(run(steady)), { message_only: [], scm_rights: [], pidfd_getfd: [] });
  });

  test('few blocks are a doubt at each row', () => {
    const found = doubted(run(steady, 7));
    for (const arm of arms) assert.ok(found[arm]?.includes('few-blocks'), arm);
  });

  test('what happens to one arm is said at its row', () => {
    const found = doubted(
      run((arm, block) => steady(arm, block) * (arm === 'pidfd_getfd' && block >= 15 ? 1.4 : 1)),
    );
    assert.ok(found['pidfd_getfd']?.includes('drift'));
    assert.ok(!found['scm_rights']?.includes('drift'));
  });

  test('what happens to the floor is said at the rows that it watches over', () => {
    const found = doubted(
      run((arm, block) => steady(arm, block) * (arm === 'message_only' && block >= 15 ? 2 : 1)),
    );
    assert.ok(found['pidfd_getfd']?.includes('canary'));
  });

  test('doubts come with their place, in the order of rows', () => {
    const made = run(steady, 7);
    const doubts = doubtsOfRun(made);
    assert.deepEqual([...new Set(doubts.map(({ arm }) => arm))], arms);
    assert.ok(doubts.every(({ scenario, point }) => scenario === cell.scenario && point === null));
    assert.ok(doubts.every(({ evidence, advice }) => evidence.length > 0 && advice.length > 0));
  });

  test('a row of a cell that is not there is passed over', () => {
    assert.deepEqual(doubtsOfRun({ ...run(steady, 7), cells: [] }), []);
  });
});
