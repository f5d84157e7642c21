// SPDX-License-Identifier: Apache-2.0
// Every condition that differs is named with the value of each run; what is the same is not.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Result } from '../../bench/results/result.ts';
import { runsWith, twoMachines } from '../testing/example-runs.ts';
import { whatDiffers } from './what-differs.ts';

test('nothing differs between two runs of one machine and plan', () => {
  assert.deepEqual(whatDiffers(runsWith((result) => ({ ...result, run: { ...result.run, seed: 1 } }))), []);
});

test('mitigations are told one by one, what a kernel does not tell as such', () => {
  assert.deepEqual(whatDiffers(twoMachines()), [
    { what: 'kernel', values: ['6.12.0-example #1 SMP', '6.18.0-example #1 SMP'] },
    { what: 'mitigation retbleed', values: ['not told', 'Mitigation: IBPB'] },
  ]);
});

const changes: readonly (readonly [string, (result: Result) => Result])[] = [
  ['CPU model', inEnvironment((of) => ({ ...of, cpu: { ...of.cpu, model: null } }))],
  ['CPUs online', inEnvironment((of) => ({ ...of, cpu: { ...of.cpu, onlineCount: 9 } }))],
  ['hypervisor', inEnvironment((of) => ({ ...of, cpu: { ...of.cpu, hypervisor: null } }))],
  ['revision', inEnvironment((of) => ({ ...of, build: { ...of.build, revision: 'ab' } }))],
  ['helper sha256', inEnvironment((of) => ({ ...of, build: { ...of.build, helperSha256: 'ab' } }))],
  ['compiler flags', inEnvironment((of) => ({ ...of, build: { ...of.build, flags: '-O3' } }))],
  ['Node', inEnvironment((of) => ({ ...of, versions: { ...of.versions, node: 'v26' } }))],
  ['uid', inEnvironment((of) => ({ ...of, security: { ...of.security, uid: 1000 } }))],
  ['limit of open files, soft', inEnvironment((of) => ({ ...of, limits: { ...of.limits, nofileSoft: 1 } }))],
  [
    'sysctl net.core.wmem_default',
    inEnvironment((of) => ({ ...of, sysctls: { ...of.sysctls, 'net.core.wmem_default': '1' } })),
  ],
  ['quick', (result) => ({ ...result, run: { ...result.run, quick: true } })],
  ['status', (result) => ({ ...result, run: { ...result.run, status: 'interrupted' } })],
  [
    'planned blocks of batch, same CPU',
    (result) => ({
      ...result,
      cells: result.cells.map((cell) => (cell.scenario === 'batch' ? { ...cell, blocks: 7 } : cell)),
    }),
  ],
];

for (const [what, change] of changes) {
  test(`${what} is among what differs`, () => {
    assert.deepEqual(
      whatDiffers(runsWith(change)).map((difference) => difference.what),
      [what],
    );
  });
}

function inEnvironment(
  change: (environment: Result['environment']) => Result['environment'],
): (result: Result) => Result {
  return (result) => ({ ...result, environment: change(result.environment) });
}
