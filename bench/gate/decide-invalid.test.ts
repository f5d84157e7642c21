// SPDX-License-Identifier: Apache-2.0
// What takes a verdict away: INVALID, which beats all others, and doubts that weaken a number.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { EndpointResult } from '../results/gate-result.ts';
import type { LaunchSummary } from '../results/result.ts';
import type { Decision } from './decide.ts';
import { decideGate, wholeVerdict } from './decide.ts';
import type { GateCell } from './gate-cell.ts';
import { exampleCell } from './testing/example-cells.ts';
import type { Change, Simulation } from './testing/simulated-blocks.ts';
import { simulate } from './testing/simulated-blocks.ts';

function decide(cells: readonly GateCell[], simulation: Partial<Simulation> = {}): Promise<Decision> {
  return decideGate(cells, simulate({ seed: 1, ...simulation }));
}

const slowHead = (share: number) => (arm: string) => (arm.endsWith(' head') ? share : 0);

function failed(launch: LaunchSummary): LaunchSummary {
  const failure = { code: 'HELPER_DIED', operation: 'wait', text: 'the donor was killed by SIGSEGV' };
  return { ...launch, status: 'failed', failure, wall: null, cpu: null, roundTrip: null, conditions: null };
}

describe('INVALID', () => {
  const crash: Change = (launch) => (launch.arm === 'pidfd_getfd head' ? failed(launch) : launch);

  test('beats FAIL, and spares the second pass', async () => {
    const decision = await decide([exampleCell()], { slowdownOf: slowHead(0.2), change: crash });
    assert.equal(decision.verdict, 'INVALID');
    assert.equal(decision.confirmation, null);
    const [scm, pidfd] = decision.endpoints;
    assert.equal(pidfd?.reasons[0]?.rule, 'failed-launches');
    assert.equal(scm?.verdict, 'INCONCLUSIVE');
    assert.match(scm.reasons[0]?.text ?? '', /another comparison .* INVALID/);
  });

  test('ends its cell at the first look; other cells go on', async () => {
    const cells = [exampleCell(), exampleCell({ placement: 'cross-cpu' })];
    const decision = await decide(cells, {
      spread: 0.3,
      change: (launch) => (launch.placement === 'same-cpu' ? crash(launch, 'first') : launch),
    });
    assert.deepEqual(
      decision.endpoints.map(({ looks }) => looks.length),
      [0, 0, 3, 3],
    );
  });

  test('in the second pass is INVALID as well', async () => {
    const decision = await decide([exampleCell()], {
      slowdownOf: slowHead(0.2),
      change: (launch, pass) => (pass === 'confirmation' ? crash(launch, pass) : launch),
    });
    assert.equal(decision.verdict, 'INVALID');
    const [scm, pidfd] = decision.endpoints;
    assert.equal(pidfd?.verdict, 'INVALID');
    assert.equal(scm?.reasons[0]?.rule, 'not-reproduced');
  });

  test('one endpoint that passes does not hide another', () => {
    const verdicts = ['PASS', 'INCONCLUSIVE', 'FAIL', 'INVALID'] as const;
    const endpoint = exampleCell().endpoints[0];
    assert.ok(endpoint !== undefined);
    const results = verdicts.map(
      (verdict) => ({ endpoint, verdict, reasons: [] }) as unknown as EndpointResult,
    );
    for (const [i, verdict] of verdicts.entries()) {
      assert.equal(wholeVerdict(results.slice(0, i + 1)).verdict, verdict);
    }
  });

  test('nothing to gate is not a PASS', async () => {
    assert.equal((await decide([])).verdict, 'INVALID');
    assert.equal(wholeVerdict([]).verdict, 'INVALID');
  });
});

describe('a doubt that weakens', () => {
  const leaking: Change = (launch, pass) =>
    launch.arm !== 'scm_rights head' || launch.conditions === null || pass !== leaksIn
      ? launch
      : { ...launch, conditions: { ...launch.conditions, leaked_descriptors: 3 } };
  let leaksIn = 'first';

  test('forbids PASS and FAIL of its number alone, and says why', async () => {
    leaksIn = 'first';
    for (const share of [0, 0.2]) {
      const decision = await decide([exampleCell()], { slowdownOf: slowHead(share), change: leaking });
      const [scm, pidfd] = decision.endpoints;
      assert.equal(scm?.verdict, 'INCONCLUSIVE');
      assert.equal(scm.reasons[0]?.rule, 'weakened');
      assert.match(scm.reasons[0].text, /no verdict may rest on this number \(descriptor-leak\)/);
      assert.deepEqual(scm.doubts, ['descriptor-leak']);
      assert.equal(pidfd?.verdict, share === 0 ? 'PASS' : 'FAIL');
    }
  });

  test('in the second pass leaves a FAIL without confirmation', async () => {
    leaksIn = 'confirmation';
    const decision = await decide([exampleCell()], { slowdownOf: slowHead(0.2), change: leaking });
    const [scm] = decision.endpoints;
    assert.equal(scm?.verdict, 'INCONCLUSIVE');
    assert.equal(scm.reasons[0]?.rule, 'not-reproduced');
    assert.match(scm.reasons[0].text, /in the second no verdict may rest on this number \(descriptor-leak\)/);
    assert.deepEqual(scm.doubts, ['descriptor-leak']);
    assert.deepEqual(
      decision.doubts.map(({ id }) => id),
      ['descriptor-leak'],
    );
  });
});
