// SPDX-License-Identifier: Apache-2.0
// Programs of others in our service's place, each handed over once. Their port is fixed, so only in a network of their own.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, describe, test } from 'node:test';
import { isControl } from '../bench/results/control-of-arm.ts';
import { handoverPeers } from '../scenarios/handover/peers.ts';
import { handoverSaturated, handoverStopped } from '../scenarios/handover/troubled.ts';
import { conductHandover } from '../bench/handover/conduct-handover.ts';
import { plannedWith } from '../bench/handover/testing/made-handover.ts';
import { leftOf, markProcesses } from './support/marked-processes.ts';
import { machineWith, skipLoudly, whyNoNamespace, withOwnTmpDir } from './support/real-handover.ts';

const find = markProcesses();
const refused = await whyNoNamespace();

/** A new process starts within the handover: on a busy machine that takes its time. */
const parameters = { ...plannedWith().parameters, ratePerSecond: 200, beforeMs: 300, afterMs: 1500 };
const arms = [...handoverPeers.arms, ...handoverSaturated.arms, ...handoverStopped.arms].filter(
  ({ peer }) => peer !== undefined,
);

after(async () => {
  assert.deepEqual(await leftOf(find), []);
});

describe('peers', () => {
  for (const arm of arms)
    test(`${arm.id}: old and new serve, and nothing of theirs is left`, async (t) => {
      if (refused !== null) {
        skipLoudly(t, `no network of its own: ${refused}`);
        return;
      }
      const folder = withOwnTmpDir(t);
      const record = await conductHandover(plannedWith({ arm, parameters }), machineWith());
      if (record?.failure?.code === 'PROGRAM_MISSING') {
        assert.equal(record.status, 'unsupported');
        skipLoudly(t, record.failure.text, true);
        return;
      }
      assert.equal(record?.status, 'ok', record?.failure?.text);
      const { ledger } = record;
      assert.equal(ledger?.offered, 360);
      assert.ok(ledger.servedByOld > 0);
      assert.equal(ledger.servedByNew > 0, !isControl(arm));
      assert.equal(ledger.wrong, 0);
      assert.deepEqual(readdirSync(folder), []);
    });
});
