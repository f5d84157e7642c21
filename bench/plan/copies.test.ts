// SPDX-License-Identifier: Apache-2.0
// The cell of an A/A session: which arms it has, whose copy launches them, and what is left out.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { scenarios } from '../../scenarios/index.ts';
import { mechanisms } from '../mechanisms.ts';
import { launchesOfCell } from './blocks.ts';
import { buildPlan } from './build-plan.ts';
import { aaCellOf, copyNameOf } from './copies.ts';
import type { LaunchCell } from './plan.ts';

function cellOf(scenario: string, descriptorsInFlight: number | null = null): LaunchCell {
  const request = {
    only: { scenario: [scenario], placement: ['same-cpu'] },
    quick: false,
    seed: 0,
    blocks: null,
  } as const;
  const inFlight = { descriptors: descriptorsInFlight, socketBufferBytes: 212_992 };
  const [cell] = buildPlan(
    request,
    { scenarios, mechanisms },
    { allowedCpus: [0], nofileHard: 1e6, inFlight },
  ).cells;
  assert.ok(cell?.class === 'launches');
  return cell;
}

describe('the headline scenario', () => {
  const { arms, blocks } = aaCellOf(cellOf('one-descriptor'), 17);
  test('has the floor twice and each mechanism four times', () => {
    assert.equal(blocks, 17);
    assert.deepEqual(
      arms.map(({ id }) => id),
      [
        ...['message_only', 'message_only twin'],
        ...['a', 'b', 'c', 'd'].map((copy) => `scm_rights ${copy}`),
        ...['a', 'b', 'c', 'd'].map((copy) => `pidfd_getfd ${copy}`),
      ],
    );
  });
  test('each arm is launched by its copy, the floors by the first', () => {
    assert.deepEqual(arms.map(copyNameOf).join(''), 'aaabcdabcd');
  });
});

test('what a machine cannot run at a point is launched by no copy', () => {
  const cell = cellOf('streaming', 40);
  assert.ok(cell.leftOut.length > 0, 'nothing is left out: the test has lost its case');
  const launched = launchesOfCell(aaCellOf(cell, 1), 1).flat();
  for (const { arm, point } of cell.leftOut) {
    const found = launched.filter(({ place }) => place.point === point && place.arm.startsWith(`${arm} `));
    assert.deepEqual(
      found.filter(({ arm: { isFloor } }) => !isFloor),
      [],
      `${arm} × ${String(point)}`,
    );
  }
});
