// SPDX-License-Identifier: Apache-2.0
// A soak works for the seconds that it was asked for, and one that did not shows nothing.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { capacity } from '../../scenarios/load/capacity.ts';
import { armsOfScenario } from '../plan/arms.ts';
import { mechanisms } from '../mechanisms.ts';
import type { RoleReport } from '../results/result.ts';
import { soakParameters, sumsOf } from './soak.ts';

test('nothing of the capacity scenario ends a soak before its transfers are done', () => {
  for (const { parameters } of armsOfScenario(capacity, mechanisms)) {
    const soaking = soakParameters(parameters, { runs: 300, seed: 1 });
    assert.equal(soaking.forMs, 0);
    assert.equal(soaking.transfers / soaking.ratePerSecond, 300);
  }
});

test('as many as were planned must be given, installed and closed, with nothing left open', () => {
  const whole = { transfers: 10, received_count: 160, closed_count: 160, open_after: 7 };
  assert.equal(holds(whole), true);
  assert.equal(holds({ ...whole, transfers: 9, received_count: 144, closed_count: 144 }), false);
  assert.equal(holds({ ...whole, received_count: 159 }), false);
  assert.equal(holds({ ...whole, closed_count: 159 }), false);
  assert.equal(holds({ ...whole, open_after: 8 }), false);
});

interface Counts {
  readonly transfers: number;
  readonly received_count: number;
  readonly closed_count: number;
  readonly open_after: number;
}

function holds({ transfers, received_count, closed_count, open_after }: Counts): boolean {
  const oracle = { verdict: 'pass', received_count, open_before: 7, open_after };
  const roles = [
    { role: 'donor', transfers },
    { role: 'receiver', transfers, closed_count, oracle },
  ] as unknown as readonly RoleReport[];
  return sumsOf({ mechanism: 'scm_rights', roles }, 160).holds;
}
