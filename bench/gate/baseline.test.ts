// SPDX-License-Identifier: Apache-2.0
// What of a stored gate serves as a baseline: head, the floor, and head's helper.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GateResult } from '../results/gate-result.ts';
import { StoredRunError } from '../results/stored-run-error.ts';
import { baselineOf } from './baseline.ts';
import { exampleCell } from './testing/example-cells.ts';
import { exampleEnvironment } from './testing/example-environment.ts';
import type { Simulation } from './testing/simulated-blocks.ts';
import { simulate } from './testing/simulated-blocks.ts';

async function storedGate(simulation: Partial<Simulation> = {}): Promise<GateResult> {
  const cell = exampleCell();
  const facts = { source: 'x', commit: null, compiler: 'cc 14', flags: '-O3' };
  const gate: Partial<GateResult> = {
    endpoints: [],
    environment: exampleEnvironment,
    helpers: { base: { ...facts, sha256: 'b'.repeat(64) }, head: { ...facts, sha256: 'a'.repeat(64) } },
    scenarios: [cell.scenario],
    cells: [cell.planned],
    launches: await simulate({ seed: 1, ...simulation }).first.next(cell, 10),
  };
  return gate as GateResult;
}

test('head of an earlier gate, under the name that it has in a run; never its base, nor the twin', async () => {
  const gate = await storedGate();
  const { launches, environment } = baselineOf(gate, 'results/old');
  assert.deepEqual([...new Set(launches.map(({ arm }) => arm))].sort(), [
    'message_only',
    'pidfd_getfd',
    'scm_rights',
  ]);
  const times = (list: GateResult['launches'], arm: string): (number | undefined)[] =>
    list.filter((launch) => launch.arm === arm).map(({ wall }) => wall?.p50);
  assert.deepEqual(times(launches, 'scm_rights'), times(gate.launches, 'scm_rights head'));
  assert.deepEqual([environment.build.helperSha256, environment.build.flags], ['a'.repeat(64), '-O3']);
});

test('what was slowed down on purpose is refused', async () => {
  const injected = await storedGate({
    change: (launch) =>
      launch.conditions === null
        ? launch
        : { ...launch, conditions: { ...launch.conditions, injected_ns: 500 } },
  });
  assert.throws(() => baselineOf(injected, 'results/old'), StoredRunError);
});
