// SPDX-License-Identifier: Apache-2.0
// Every way in which our service is handed over, once, with real processes and real clients: nothing is left to chance but
// the time, about which nothing is claimed.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, describe, test } from 'node:test';
import type { ClientKind, HandoverArm } from '../scenarios/handover-scenario.ts';
import { closeThenBind, everyArm, noHandover, scmRights } from '../scenarios/handover/arms.ts';
import { handoverDatagrams } from '../scenarios/handover/datagrams.ts';
import { handoverFaults } from '../scenarios/handover/faults.ts';
import { handoverRates } from '../scenarios/handover/rates.ts';
import { handoverStreams } from '../scenarios/handover/streams.ts';
import type { HandoverMachine, Unnumbered } from '../bench/handover/conduct-handover.ts';
import { conductHandover } from '../bench/handover/conduct-handover.ts';
import { runHandovers } from '../bench/handover/run-handovers.ts';
import { columnsOf, plannedWith } from '../bench/handover/testing/made-handover.ts';
import { lostOf } from '../bench/results/ledger.ts';
import { leftOf, markProcesses } from './support/marked-processes.ts';
import { makeTempFolder } from './support/program.ts';
import { machineWith, whyNoNamespace } from './support/real-handover.ts';

const find = markProcesses();
const hasNamespace = (await whyNoNamespace()) === null;
const mayMigrate = (await whyNoNamespace(true)) === null;

const { parameters } = plannedWith();
const streams = 10;

async function conduct(
  arm: HandoverArm,
  clients: ClientKind = 'connections',
  machine: Partial<HandoverMachine> = {},
): Promise<Unnumbered> {
  const planned = plannedWith({
    arm,
    clients,
    parameters: { ...parameters, streams: clients === 'streams' ? streams : 0 },
  });
  const record = await conductHandover(planned, machineWith({ hasNamespace, ...machine }));
  return record ?? assert.fail('it was interrupted');
}

function assertWhole(
  { status, failure, ledger, entries, instants, timeline }: Unnumbered,
  arm: HandoverArm,
): void {
  assert.equal(status, 'ok', failure?.text);
  assert.ok(ledger !== null && entries !== null);
  assert.equal(ledger.offered, Math.floor(parameters.ratePerSecond * 0.5));
  assert.equal(
    columnsOf(ledger).reduce((sum, count) => sum + count, 0),
    ledger.offered,
  );
  assert.equal(entries.outcome.length, ledger.offered);
  assert.equal(entries.outcome.replaceAll(/[^n]/g, '').length, ledger.servedByNew);
  assert.ok(ledger.servedByOld > 0);
  assert.equal(ledger.servedByNew > 0, arm.gives !== 'no_handover');
  assert.equal(instants?.accepting != null, arm.gives !== 'no_handover');
  assert.ok((timeline ?? []).length > 0);
}

/** These lose nothing by their nature: the queue itself moves, or nobody touches it. */
const losesNothing: readonly string[] = ['no_handover', 'scm_rights', 'pidfd_getfd', 'inherit_exec'];

after(async () => {
  assert.deepEqual(await leftOf(find), []);
});

describe('connections', () => {
  for (const arm of everyArm)
    test(arm.id, async () => {
      const record = await conduct(arm);
      if (arm.migratesRequests === true && !mayMigrate) {
        assert.equal(record.status, 'unsupported');
        assert.notEqual(record.failure?.text, '');
        assert.equal(record.ledger, null);
        return;
      }
      assertWhole(record, arm);
      if (losesNothing.includes(arm.id)) assert.equal(lostOf(record.ledger ?? assert.fail('no ledger')), 0);
    });

  test('many listeners', async () => {
    const planned = plannedWith({ parameters: { ...parameters, listeners: 300 } });
    const record = await conductHandover(planned, machineWith({ hasNamespace }));
    assertWhole(record ?? assert.fail('it was interrupted'), scmRights);
  });
});

describe('streams', () => {
  for (const arm of handoverStreams.arms)
    test(arm.id, async () => {
      const record = await conduct(arm, 'streams');
      assertWhole(record, arm);
      assert.deepEqual([record.ledger?.wrong, lostOf(record.ledger ?? assert.fail('no ledger'))], [0, 0]);
      assert.equal(record.pauses?.streams, arm === noHandover ? undefined : streams);
    });
});

describe('datagrams', () => {
  for (const arm of handoverDatagrams.arms)
    test(arm.id, async () => {
      assertWhole(await conduct(arm, 'datagrams'), arm);
    });
});

describe('faults', () => {
  for (const arm of handoverFaults.arms.filter(({ fault }) => fault !== undefined))
    test(arm.id, async () => {
      const { status, failure, ledger, ghostWakeups } = await conduct(arm);
      assert.equal(status, 'ok', failure?.text);
      const lost = lostOf(ledger ?? assert.fail('no ledger'));
      if (arm.fault === 'shuts-down') assert.ok(lost > 0);
      else assert.deepEqual([lost, ghostWakeups > 0], [0, true]);
    });
});

describe('without a network of its own', () => {
  for (const arm of [scmRights, closeThenBind])
    test(`${arm.id}: at free ports of the machine's network`, async () => {
      assertWhole(await conduct(arm, 'connections', { hasNamespace: false }), arm);
    });
});

test('a small cell: everything that was run is stored, and in the rows', async (t) => {
  const folder = makeTempFolder(t);
  const arms = [noHandover, scmRights];
  const scenario = { ...handoverRates, fixed: parameters, arms };
  const seen: string[] = [];
  const { results, skips, outOfSpace } = await runHandovers({
    ...machineWith({ hasNamespace }),
    cells: [{ scenario, arms, points: [parameters.ratePerSecond], blocks: 1 }],
    seed: 3,
    folder,
    observer: {
      cellStarted: () => seen.push('cell'),
      handoverEnded: (_, { arm }) => seen.push(arm),
      skipped: assert.ifError,
    },
  });
  assert.deepEqual([skips, outOfSpace], [[], null]);
  assert.deepEqual(seen.toSorted(), ['cell', 'no_handover', 'scm_rights']);
  assert.deepEqual(
    results?.rows.map(({ arm, handovers, handoversFailed }) => [arm, handovers, handoversFailed]),
    arms.map(({ id }) => [id, 1, 0]),
  );
  assert.equal(results.samples.handovers, 2);
  assert.deepEqual(readdirSync(folder), ['handovers.ndjson.gz']);
});
