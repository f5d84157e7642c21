// SPDX-License-Identifier: Apache-2.0
// A run with a budget counts no silent failures, and says so; nor does one that was interrupted before.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { silentFailures } from '../../scenarios/silent/silent-failures.ts';
import type { Plan } from '../plan/plan.ts';
import { launchTools } from '../run/launch-tools.ts';
import type { SilentPart } from './silent-part.ts';
import { runSilentPart } from './silent-part.ts';

function partWith({ isAborted = false, hasBudget = false } = {}): SilentPart {
  const controller = new AbortController();
  if (isAborted) controller.abort();
  const { arms, conditions } = silentFailures;
  const plan: Plan = {
    seed: 1,
    quick: false,
    cells: [],
    skips: [],
    silent: [{ scenario: silentFailures, blocks: 2, transfers: 10, arms, conditions }],
  };
  const tools = { ...launchTools, startHelper: () => assert.fail('nothing may be started') };
  return {
    plan,
    launching: {
      helperPathOf: () => '/no/such/helper',
      deadlineMs: 1000,
      allowedCpus: [0],
      topology: [null],
      signal: controller.signal,
      tools,
    },
    terminal: { out: () => undefined, err: () => undefined, screen: null },
    isSilent: false,
    hasBudget,
  };
}

test('a budget has no share for it: a visible skip with its remedy', async () => {
  const { results, skips } = await runSilentPart(partWith({ hasBudget: true }));
  assert.equal(results, null);
  assert.equal(skips.length, 1);
  assert.equal(skips[0]?.scenario, 'silent-failures');
  assert.match(skips[0].remedy, /--only scenario=silent-failures/);
});

test('an interrupted run starts nothing', async () => {
  assert.deepEqual(await runSilentPart(partWith({ isAborted: true })), { results: null, skips: [] });
});
