// SPDX-License-Identifier: Apache-2.0
// What the judge says how often, on simulated blocks: the rates of docs/method.md.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { EndpointResult, Verdict } from '../results/gate-result.ts';
import { decideGate } from './decide.ts';
import type { GateCell } from './gate-cell.ts';
import { exampleCell } from './testing/example-cells.ts';
import type { Simulation } from './testing/simulated-blocks.ts';
import { simulate } from './testing/simulated-blocks.ts';

interface Rates {
  readonly verdicts: Readonly<Record<Verdict, number>>;
  readonly endpoints: readonly EndpointResult[];
}

/** Shares of whole verdicts over `gates` seeds. */
async function ratesOf(
  cells: readonly GateCell[],
  gates: number,
  simulation: Omit<Simulation, 'seed'> = {},
): Promise<Rates> {
  const verdicts = { PASS: 0, FAIL: 0, INCONCLUSIVE: 0, INVALID: 0 };
  const endpoints: EndpointResult[] = [];
  for (let seed = 0; seed < gates; seed++) {
    const decision = await decideGate(cells, simulate({ ...simulation, seed }));
    verdicts[decision.verdict] += 1 / gates;
    endpoints.push(...decision.endpoints);
  }
  return { verdicts, endpoints };
}

function isHead(arm: string): boolean {
  return arm.endsWith(' head');
}

describe('identical code', () => {
  test('block ratios spread by 2 %, τ = 5 %: fails in at most 0.5 % of gates, passes in at least 90 %', async () => {
    const { verdicts } = await ratesOf([exampleCell()], 400);
    assert.ok(verdicts.FAIL <= 0.005, JSON.stringify(verdicts));
    assert.ok(verdicts.PASS >= 0.9, JSON.stringify(verdicts));
  });

  test('spread by 10 %, every slowdown matters, four endpoints: the error is paid for without a second pass', async () => {
    // 0.5 % lies within the noise: nothing but the tests keeps an endpoint from failing.
    const wishes = { tolerance: 0.005, blocks: 15 };
    const cells = [exampleCell(wishes), exampleCell({ ...wishes, placement: 'cross-cpu' })];
    let falseAlarms = 0;
    for (let seed = 0; seed < 300; seed++) {
      const { first, verdict } = await decideGate(cells, simulate({ seed, spread: 0.1 }));
      assert.notEqual(verdict, 'FAIL');
      const last = [...first.looks.values()].map((looks) => looks.at(-1)?.decision);
      if (last.includes('FAIL')) falseAlarms += 1;
    }
    // 1 % would be 3; six or more come once in twelve by chance, these seeds are always the same.
    assert.ok(falseAlarms <= 6, String(falseAlarms));
  });
});

describe('head slower', () => {
  test('+5 % with τ = 3 %: found in at least 95 % of gates, and rightly measured', async () => {
    const { verdicts, endpoints } = await ratesOf([exampleCell({ tolerance: 0.03 })], 200, {
      slowdownOf: (arm) => (isHead(arm) ? 0.05 : 0),
    });
    assert.ok(verdicts.FAIL >= 0.95, JSON.stringify(verdicts));
    const found = endpoints.map(({ ratio }) => ratio?.value ?? Number.NaN);
    const mean = found.reduce((sum, ratio) => sum + ratio, 0) / found.length;
    assert.ok(Math.abs(mean - 1.05) < 0.005, String(mean));
  });

  test('by exactly what matters: hardly ever passes', async () => {
    const { endpoints } = await ratesOf([exampleCell()], 150, {
      slowdownOf: (arm) => (isHead(arm) ? 0.05 : 0),
    });
    const passed = endpoints.filter(({ verdict }) => verdict === 'PASS').length / endpoints.length;
    assert.ok(passed <= 0.02, String(passed));
  });

  test('+20 % cross-cpu, block ratios spread by 6 %, τ = 10 %: found in at least 95 %', async () => {
    const { verdicts } = await ratesOf([exampleCell({ placement: 'cross-cpu' })], 100, {
      spread: 0.06,
      slowdownOf: (arm) => (isHead(arm) ? 0.2 : 0),
    });
    assert.ok(verdicts.FAIL >= 0.95, JSON.stringify(verdicts));
  });

  test('base slower by 20 %: passes, and never fails', async () => {
    const { verdicts } = await ratesOf([exampleCell()], 100, {
      slowdownOf: (arm) => (arm.endsWith(' base') ? 0.2 : 0),
    });
    assert.equal(verdicts.FAIL, 0);
    assert.ok(verdicts.PASS >= 0.9, JSON.stringify(verdicts));
  });
});
