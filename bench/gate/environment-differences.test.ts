// SPDX-License-Identifier: Apache-2.0
// Every difference is named with both values, and told apart: of the machine, or of the programs.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Environment } from '../results/environment.ts';
import { environmentDifferences } from './environment-differences.ts';
import { exampleEnvironment as stored } from './testing/example-environment.ts';

function whatDiffers(now: Environment): Record<string, string> {
  const found = environmentDifferences(stored, now);
  return Object.fromEntries(found.map(({ what, side }) => [what, side]));
}

test('nothing differs from itself, whatever the order of its keys', () => {
  const { cpu } = stored;
  const turned = Object.fromEntries(Object.entries(cpu.mitigations).reverse());
  assert.deepEqual(whatDiffers({ ...stored, cpu: { ...cpu, mitigations: turned } }), {});
});

test('another kernel, CPU, governor, clock: of the machine', () => {
  const now: Environment = {
    ...stored,
    kernel: { ...stored.kernel, release: '6.1.0' },
    cpu: { ...stored.cpu, model: 'another', governor: 'powersave', mitigations: { l1tf: 'Vulnerable' } },
    clock: { ...stored.clock, source: 'hpet' },
  };
  assert.deepEqual(whatDiffers(now), {
    kernel: 'machine',
    'CPU model': 'machine',
    governor: 'machine',
    mitigations: 'machine',
    'clock source': 'machine',
  });
});

test('another version, compiler, helper: of the programs', () => {
  const now: Environment = {
    ...stored,
    versions: { ...stored.versions, node: '99.0.0', benchmark: '9.9.9' },
    build: { revision: 'abc', compiler: 'another', flags: '-O0', helperSha256: 'f'.repeat(64) },
  };
  assert.deepEqual(Object.values(whatDiffers(now)), Array(6).fill('program'));
});

test('both values are said, and what is not known', () => {
  const found = environmentDifferences(stored, { ...stored, cpu: { ...stored.cpu, governor: null } });
  assert.deepEqual(found, [{ what: 'governor', side: 'machine', stored: 'performance', now: 'unknown' }]);
});

test('what changes from login to login, or moves no time, is no difference', () => {
  const now: Environment = {
    ...stored,
    isolation: { ...stored.isolation, cgroup: '/user.slice/session-7.scope' },
    memory: { total_bytes: 7 },
    clock: { ...stored.clock, cost_ns: 25 },
    hostname: 'other',
  };
  assert.deepEqual(whatDiffers(now), {});
});
