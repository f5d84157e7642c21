// SPDX-License-Identifier: Apache-2.0
// A helper that ends at once, or writes what is no answer, shows nothing of the kernel: no hazard passes or is skipped for
// it, no claim is decided by it.

import assert from 'node:assert/strict';
import { release } from 'node:os';
import { describe, test } from 'node:test';
import { playClaim } from '../bench/play/play-claim.ts';
import { playHazard } from '../bench/play/play-hazard.ts';
import { openStage } from '../bench/play/stage.ts';
import { claims } from '../scenarios/claims/index.ts';
import { hazards } from '../scenarios/hazards/index.ts';

const usual = openStage(new AbortController().signal);

const broken = [
  { name: 'ends at once', command: { path: '/bin/false', arguments: [], descriptors: [] } },
  { name: 'echoes what it is told', command: { path: '/bin/cat', arguments: [], descriptors: [] } },
  { name: 'is not there', command: { path: '/nonexistent/helper', arguments: [], descriptors: [] } },
];

const sources = {
  'silent-hazards': () => ({ status: 'as-expected', why: '' }) as const,
  'pulled-listener-serves': () => ({ status: 'as-expected', why: '' }) as const,
  'pulled-listener-limits': () => ({ status: 'different', why: '' }) as const,
};

for (const { name, command } of broken) {
  const setting = { stage: { ...usual, command: () => command }, release: release() };
  describe(`a helper that ${name}`, () => {
    test('makes every hazard different', async () => {
      for (const hazard of hazards) {
        const { naive, ours } = await playHazard(hazard, setting);
        assert.deepEqual([naive.status, ours.status], ['different', 'different'], hazard.id);
      }
    });

    test('leaves every claim that is played open', async () => {
      for (const claim of claims.filter(({ parts }) => parts.some((part) => !('drawsOn' in part)))) {
        const { outcome } = await playClaim(claim, setting, sources);
        assert.equal(outcome.verdict, 'open', claim.id);
      }
    });
  });
}
