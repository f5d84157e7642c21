// SPDX-License-Identifier: Apache-2.0
// A budget that is too small is refused with what it would take; what was not run is told.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { scenarios } from '../../scenarios/index.ts';
import { mechanisms } from '../mechanisms.ts';
import { buildPlan } from '../plan/build-plan.ts';
import { plannedCell } from '../plan/planned-cell.ts';
import type { Plan } from '../plan/plan.ts';
import type { LaunchSummary, PlannedCell } from '../results/result.ts';
import { fakeTools } from '../run/testing/fake-tools.ts';
import type { RunEnds } from './run-ends.ts';
import { planEnds, savingText } from './run-ends.ts';

function planOf(blocks: number | null, quick = false): Plan {
  return buildPlan(
    { only: { scenario: ['one-descriptor'], placement: ['same-cpu', 'unpinned'] }, quick, seed: 3, blocks },
    { scenarios, mechanisms },
    { allowedCpus: [0], nofileHard: 1e6, inFlight: { descriptors: null, socketBufferBytes: 212_992 } },
  );
}

function endsOf(plan: Plan, budgetSeconds: number | null, statuses = {}): Promise<RunEnds> {
  const machine = { deadlineMs: 1000, allowedCpus: [0], topology: [null], helperPathOf: () => 'none' };
  const { signal } = new AbortController();
  const launching = { ...machine, signal, tools: fakeTools(statuses) };
  return planEnds({ plan, machine: launching, clock: { cost_ns: 20, quantum_ns: 1 }, budgetSeconds });
}

describe('a budget', () => {
  test('none: cells run as planned', async () => {
    const plan = planOf(null);
    const { endsEarly, endsAt } = await endsOf(plan, null);
    assert.equal(endsAt, Infinity);
    for (const cell of plan.cells) assert.equal(endsEarly(cell, 29, []), null);
  });

  test('enough of it: nothing ends before its share', async () => {
    const plan = planOf(null);
    const { endsEarly } = await endsOf(plan, 3600);
    for (const cell of plan.cells) assert.equal(endsEarly(cell, 0, []), null);
  });

  test('too small for ten blocks: how much it would take, and how to want less', async () => {
    await assert.rejects(endsOf(planOf(null), 0.0001), {
      exitCode: 2,
      message:
        /^--budget 0\.0001s is too small: 10 blocks of each of the 2 cells \(with .*\) take about \d+ s here\. .* --only or --quick$/,
    });
    await assert.rejects(endsOf(planOf(null, true), 0.0001), { message: /narrow it with --only$/ });
  });

  test('plans of fewer blocks ask for no more than those', async () => {
    await assert.rejects(endsOf(planOf(2), 0.0001), {
      message: /too small: 2 blocks of each of the 2 cells take about/,
    });
  });

  test('where launches fail nobody knows what they take: the run says that better', async () => {
    const all = { message_only: 'failed', scm_rights: 'failed', pidfd_getfd: 'failed' };
    await assert.doesNotReject(endsOf(planOf(null), 0.0001, all));
  });
});

describe('what was saved', () => {
  const [pinned, unpinned] = planOf(null).cells.map((cell) => plannedCell(cell, 'plan')) as [
    PlannedCell,
    PlannedCell,
  ];
  const launchesOf = ({ scenario, placement, arms }: PlannedCell, blocks: number): LaunchSummary[] =>
    [...Array(blocks).keys()].flatMap((block) =>
      arms.map(({ id }) => ({ scenario, placement, block, arm: id }) as unknown as LaunchSummary),
    );

  test('nothing where all ran as planned, or was interrupted', () => {
    const launches = [...launchesOf(pinned, 30), ...launchesOf(unpinned, 7)];
    assert.equal(savingText({ cells: [pinned, { ...unpinned, endedBy: 'interrupted' }], launches }), '');
  });

  test('decided, or out of time', () => {
    const launches = [...launchesOf(pinned, 20), ...launchesOf(unpinned, 12)];
    const cells = [
      { ...pinned, endedBy: 'decided' as const },
      { ...unpinned, endedBy: 'budget' as const },
    ];
    assert.equal(
      savingText({ cells, launches }),
      [
        'Ended early',
        '  one-descriptor same-cpu: decided after 20 of 30 blocks',
        '  one-descriptor unpinned: its share of the budget was spent after 12 of 30 blocks',
        '  84 of 180 planned launches were saved (47 %)',
      ].join('\n'),
    );
  });

  test('never reached', () => {
    const text = savingText({ cells: [{ ...pinned, endedBy: 'budget' }], launches: [] });
    assert.match(text, /after 0 of 30 blocks\n {2}90 of 90 planned launches were saved \(100 %\)$/);
  });
});
