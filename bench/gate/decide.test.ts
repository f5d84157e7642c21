// SPDX-License-Identifier: Apache-2.0
// From passes to a verdict: looks, the one extension, reproduction, and every way in which a gate can end early.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { EndpointResult } from '../results/gate-result.ts';
import type { Decision } from './decide.ts';
import { decideGate } from './decide.ts';
import type { GateCell } from './gate-cell.ts';
import { exampleCell } from './testing/example-cells.ts';
import type { Change, Simulation } from './testing/simulated-blocks.ts';
import { simulate } from './testing/simulated-blocks.ts';

function decide(cells: readonly GateCell[], simulation: Partial<Simulation> = {}): Promise<Decision> {
  return decideGate(cells, simulate({ seed: 1, ...simulation }));
}

function looksOf({ endpoints }: Decision): number[][] {
  return endpoints.map(({ looks }) => looks.map(({ blocks }) => blocks));
}

function isHead(arm: string): boolean {
  return arm.endsWith(' head');
}

const slowHead = (share: number) => (arm: string) => (isHead(arm) ? share : 0);

/** Head of the first pass only. */
const slowOnce: Simulation['slowdownOf'] = (arm, pass) => (isHead(arm) && pass === 'first' ? 0.2 : 0);

describe('looks', () => {
  test('what is clear ends at the first, and saves the rest', async () => {
    const decision = await decide([exampleCell()]);
    assert.equal(decision.verdict, 'PASS');
    assert.deepEqual(looksOf(decision), [[20], [20]]);
    assert.equal(decision.first.endedBy, 'decided');
    assert.equal(decision.confirmation, null);
    assert.match(
      decision.reasons[0]?.text ?? '',
      /a slowdown of 5\.0 % or more is excluded: at most .* 20 blocks/,
    );
  });

  test('what stays open is extended, once', async () => {
    const decision = await decide([exampleCell()], { spread: 0.3 });
    assert.equal(decision.verdict, 'INCONCLUSIVE');
    assert.deepEqual(looksOf(decision), [
      [20, 30, 60],
      [20, 30, 60],
    ]);
    assert.equal(decision.first.endedBy, 'last-look');
    assert.match(
      decision.reasons[0]?.text ?? '',
      /somewhere from .* to .*\(60 blocks\); try a quieter machine/,
    );
  });

  test('a decision stays, while another endpoint of the same blocks goes on', async () => {
    const cell = exampleCell();
    const noisy: Change = (launch) => {
      if (!launch.arm.startsWith('pidfd_getfd') || launch.wall === null) return launch;
      const swing = launch.block % 2 === 0 ? 2 : 0.5;
      const factor = isHead(launch.arm) ? swing : 1;
      return { ...launch, wall: { ...launch.wall, p50: launch.wall.p50 * factor } };
    };
    const decision = await decide([cell], { change: noisy });
    const [scm, pidfd] = decision.endpoints;
    assert.deepEqual([scm?.verdict, scm?.looks.length], ['PASS', 1]);
    assert.deepEqual([pidfd?.verdict, pidfd?.looks.length], ['INCONCLUSIVE', 3]);
    assert.equal(decision.verdict, 'INCONCLUSIVE');
  });

  test('cells take turns: a budget that ends leaves none without blocks', async () => {
    const cells = [exampleCell(), exampleCell({ placement: 'cross-cpu' })];
    const decision = await decide(cells, { end: { after: 20, by: 'budget' } });
    assert.deepEqual(looksOf(decision), [[10], [10], [10], [10]]);
  });

  test('every declared endpoint counts for Holm, also one that is not looked at any more', async () => {
    const decision = await decide([exampleCell()], {
      slowdownOf: (arm) => (arm === 'scm_rights head' ? 0.2 : 0),
    });
    const [scm] = decision.endpoints;
    const [look] = scm?.looks ?? [];
    assert.ok(look !== undefined);
    assert.equal(look.pSlowerHolm, 2 * look.pSlower);
    // In the second pass it stands alone.
    assert.equal(scm?.confirmation[0]?.pSlowerHolm, scm?.confirmation[0]?.pSlower);
  });
});

describe('FAIL', () => {
  test('needs a second pass of its own blocks, of what failed only', async () => {
    const decision = await decide([exampleCell(), exampleCell({ placement: 'cross-cpu' })], {
      slowdownOf: (arm) => (arm === 'scm_rights head' ? 0.2 : 0),
    });
    assert.equal(decision.verdict, 'FAIL');
    const failing = decision.endpoints.filter(({ verdict }) => verdict === 'FAIL');
    assert.deepEqual(
      failing.map(({ endpoint }) => endpoint.arms.head),
      ['scm_rights head', 'scm_rights head'],
    );
    const passing = decision.endpoints.filter(({ verdict }) => verdict === 'PASS');
    assert.ok(passing.length === 2 && passing.every(({ confirmation }) => confirmation.length === 0));
    const [first, second] = [decision.first, decision.confirmation].map(
      (pass) => new Set([...(pass?.launches.values() ?? [])].flat().map(({ block }) => block)),
    );
    assert.ok(second !== undefined && second.size > 0);
    assert.deepEqual(
      [...second].filter((block) => first?.has(block)),
      [],
    );
    assert.match(
      decision.reasons[0]?.text ?? '',
      /head takes .* longer, and .* in a second, independent pass; 5\.0 %/,
    );
  });

  test('that is not seen again is INCONCLUSIVE', async () => {
    const decision = await decide([exampleCell()], { slowdownOf: slowOnce });
    assert.equal(decision.verdict, 'INCONCLUSIVE');
    const { reasons, confirmation } = decision.endpoints[0] as EndpointResult;
    assert.equal(confirmation[0]?.decision, 'PASS');
    assert.equal(reasons[0]?.rule, 'not-reproduced');
    assert.match(reasons[0].text, /does not count as slower/);
  });

  test('whose second pass is cut short says so', async () => {
    const decision = await decide([exampleCell()], {
      slowdownOf: slowHead(0.2),
      end: { after: 20, by: 'budget' },
    });
    assert.equal(decision.verdict, 'FAIL', 'twenty blocks a pass are enough for 20 %');
    for (const after of [0, 5]) {
      const cut = await decideGate([exampleCell()], {
        first: simulate({ seed: 1, slowdownOf: slowHead(0.2) }).first,
        confirmation: simulate({ seed: 1, slowdownOf: slowHead(0.2), end: { after, by: 'budget' } })
          .confirmation,
      });
      assert.equal(cut.verdict, 'INCONCLUSIVE');
      assert.match(
        cut.reasons[0]?.text ?? '',
        new RegExp(`took .* longer in the first pass; ${String(after)} blocks of a second pass .* cut short`),
      );
    }
  });
});

describe('a pass that ends early is judged on what it has', () => {
  for (const by of ['budget', 'interrupted', 'out-of-space'] as const) {
    test(by, async () => {
      const decision = await decide([exampleCell()], { spread: 0.3, end: { after: 25, by } });
      assert.equal(decision.first.endedBy, by);
      assert.deepEqual(looksOf(decision), [
        [20, 25],
        [20, 25],
      ]);
      assert.equal(decision.verdict, 'INCONCLUSIVE');
      const advice =
        by === 'budget' ? /the budget is spent: give it more/ : new RegExp(`${by}: run it again`);
      assert.match(decision.reasons[0]?.text ?? '', advice);
    });
  }

  test('fewer than ten blocks are nothing', async () => {
    const decision = await decide([exampleCell()], { end: { after: 9, by: 'interrupted' } });
    assert.equal(decision.verdict, 'INVALID');
    assert.equal(decision.reasons[0]?.rule, 'nothing-measured');
    assert.match(decision.reasons[0].text, /9 blocks have a p50 of both base and head, 10 are needed/);
  });

  test('a source that gives nothing, and never says why, ends all the same', async () => {
    const decision = await decide([exampleCell()], { change: () => null });
    assert.equal(decision.verdict, 'INVALID');
  });
});

test('the estimate, its two intervals and both medians are those of the first pass', async () => {
  const decision = await decide([exampleCell()], { slowdownOf: slowHead(0.2) });
  const { ratio, base, head } = decision.endpoints[0] as EndpointResult;
  assert.ok(ratio !== null && Math.abs(ratio.value - 1.2) < 0.02);
  assert.equal(ratio.blocks, 20);
  assert.ok(ratio.interval !== null && ratio.signInterval !== null);
  assert.ok(base !== null && head !== null && head / base > 1.15 && head / base < 1.25);
});
