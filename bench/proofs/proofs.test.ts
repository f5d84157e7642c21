// SPDX-License-Identifier: Apache-2.0
// The proofs do what they say: on launches that are made up they count, put in what they claim to, change the order,
// and on a real launch the freeze falls between its transfers.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { describe, test } from 'node:test';
import { simulatedLaboratory } from '../cli/testing/simulated-laboratory.ts';
import { gateCellOf } from '../plan/gate-arms.ts';
import { buildPlan } from '../plan/build-plan.ts';
import { launchesOfCell } from '../plan/blocks.ts';
import { scenarios } from '../../scenarios/index.ts';
import { mechanisms } from '../mechanisms.ts';
import { helperPath } from '../native.ts';
import { placeHelpers } from '../base-revision/equal-places.ts';
import { runLaunch } from '../run/run-launch.ts';
import { conditionsOf } from '../stats/conditions.ts';
import { alike } from './alike.ts';
import { baseFirst } from './always-first.ts';
import { startBurstLoad } from './burst-load.ts';
import { freezingTools } from './freezing-tools.ts';
import { proofs } from './index.ts';
import { injections } from './injections.ts';
import type { ProofSetting } from './proof.ts';

function settingFor(t: TestContext, runs: number): ProofSetting {
  const folder = mkdtempSync(join(tmpdir(), 'fd-handover-test-'));
  t.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const { machine, topology, signal, tools } = simulatedLaboratory({ folder, seed: 5, spread: 0.01 });
  const setting = { runs, seed: 2, machine, topology, signal, say: () => undefined };
  return tools === undefined ? setting : { ...setting, tools };
}

/** One block of a gate of the headline scenario. */
function blockOfGate() {
  const request = {
    only: { scenario: ['one-descriptor'], placement: ['same-cpu'] },
    quick: false,
    seed: 0,
    blocks: 1,
  } as const;
  const limits = {
    allowedCpus: [0],
    nofileHard: 1e6,
    inFlight: { descriptors: null, socketBufferBytes: 2e5 },
  };
  const [cell] = buildPlan(request, { scenarios, mechanisms }, limits).cells;
  assert.ok(cell?.class === 'launches');
  return launchesOfCell(gateCellOf(cell, { blocks: 10, quantile: 'p50', inject: null }), 7);
}

test('each proof has a name of its own and a number of runs', () => {
  const names = proofs.map(({ name }) => name);
  assert.deepEqual(names, [...new Set(names)]);
  assert.ok(proofs.every(({ runs, text }) => runs >= 20 && text !== ''));
});

test('alike: every gate is told, and none has failed', async (t) => {
  const outcome = await alike.run(settingFor(t, 2));
  assert.equal(outcome?.gates.length, 2);
  assert.deepEqual(outcome.claims[0], { text: 'no FAIL: 0 of 2', holds: true });
});

test('injections: each design as often as asked, the wait in ns from the pilot, estimates near it', async (t) => {
  const outcome = await injections.run(settingFor(t, 1));
  const gates = (outcome?.gates ?? []) as readonly {
    readonly design: string;
    readonly side: string;
    readonly injected_ns: number;
    readonly verdict: string;
    readonly estimates: readonly {
      readonly expectedRatio: number | null;
      readonly foundRatio: number | null;
    }[];
  }[];
  assert.deepEqual(gates.map(({ design }) => design).sort(), [
    '+10 % same-cpu',
    '+20 % cross-cpu',
    '+5 % same-cpu',
  ]);
  for (const { design, side, injected_ns, verdict, estimates } of gates) {
    const share = Number(/\d+/.exec(design)?.[0]) / 100;
    // Made-up transfers take 2,000 ns.
    assert.ok(Math.abs(injected_ns - 2000 * share) < 20, `${design}: ${String(injected_ns)} ns`);
    if (side === 'base') assert.notEqual(verdict, 'FAIL');
    for (const { expectedRatio: expected, foundRatio: found } of estimates)
      assert.ok(Math.abs((found ?? 0) - (expected ?? 1)) < 0.02, `${String(found)}, ${String(expected)}`);
  }
});

test('always-first: whatever was drawn, everything of base comes before everything of head', () => {
  const blocks = blockOfGate();
  assert.ok(blocks.some((block) => block.at(-1)?.arm.revision === 'base'));
  for (const block of blocks) {
    const launches = baseFirst(block, 100);
    const heads = launches.filter(({ arm }) => arm.revision === 'head');
    assert.equal(launches.length, block.length);
    assert.deepEqual(launches.slice(-heads.length), heads);
    assert.deepEqual(
      launches.map(({ place }) => [place.position, place.block - 100]),
      launches.map((_, position) => [position, block[0]?.place.block]),
    );
  }
});

describe('freeze', () => {
  test('the launch that was chosen stands still between its transfers, and is whole', async () => {
    const launch = blockOfGate()
      .flat()
      .find(({ arm }) => arm.id === 'scm_rights head');
    assert.ok(launch !== undefined);
    // Long enough for the freeze to come before the end, however late it comes.
    const parameters = { ...launch.parameters, transfers: 20_000 };
    const places = placeHelpers({ base: helperPath(), head: helperPath() });
    try {
      const record = await runLaunch(
        { ...launch, parameters },
        {
          helperPath: places.head,
          cpusOf: () => ({ donorCpu: null, receiverCpu: null }),
          deadlineMs: 30_000,
          signal: new AbortController().signal,
        },
        freezingTools({ nth: 0, frozenMs: 100 }),
      );
      assert.equal(record?.status, 'ok', record?.failure?.text);
      const gaps = record.samples?.columns.start ?? [];
      assert.ok(Math.max(...gaps.map((gap) => gap ?? 0)) >= 99e6);
      assert.ok((conditionsOf({ launch: 0, ...record })?.span_ns ?? 0) >= 99e6);
    } finally {
      places.dispose();
    }
  });
});

test('a burst load ends when it is asked to', async () => {
  const load = startBurstLoad(1);
  assert.ok((await load.stop()) >= 1);
  assert.equal(await load.stop(), 1);
});
