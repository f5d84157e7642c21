// SPDX-License-Identifier: Apache-2.0
// What is stored of a cell is enough to judge it again: its arms without their parameters, its points, its reference.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scenarios } from '../../scenarios/index.ts';
import { mechanisms } from '../mechanisms.ts';
import type { PlannedCell } from '../results/result.ts';
import { buildPlan } from './build-plan.ts';
import { gateCellOf } from './gate-arms.ts';
import type { Cell } from './plan.ts';
import { plannedCell } from './planned-cell.ts';

function cellOf(scenario: string): Cell {
  const [cell] = buildPlan(
    { only: { scenario: [scenario] }, quick: false, seed: 1, blocks: null },
    { scenarios, mechanisms },
    { allowedCpus: [0, 1], nofileHard: 1e6, inFlight: { descriptors: null, socketBufferBytes: 212_992 } },
  ).cells;
  assert.ok(cell !== undefined);
  return cell;
}

const referenceOf = (scenario: string): PlannedCell['reference'] =>
  plannedCell(cellOf(scenario), 'plan').reference;

test('a cell of launches', () => {
  assert.deepEqual(plannedCell(cellOf('one-descriptor'), 'decided'), {
    scenario: 'one-descriptor',
    placement: 'same-cpu',
    blocks: 30,
    arms: ['message_only', 'scm_rights', 'pidfd_getfd'].map((mechanism, i) => ({
      id: mechanism,
      mechanism,
      variant: '',
      launchedBy: 'node',
      isFloor: i === 0,
    })),
    points: null,
    reference: 'scm_rights',
    endedBy: 'decided',
  });
});

test('points where there is an axis; a reference where mechanisms are compared', () => {
  assert.ok((plannedCell(cellOf('batch'), 'plan').points?.length ?? 0) > 3);
  assert.equal(referenceOf('batch'), 'scm_rights');
  assert.equal(referenceOf('harness-overhead'), null);
  assert.equal(referenceOf('single-calls'), null);
});

test('in a gate, whose helper each arm is launched with', () => {
  const cell = cellOf('one-descriptor');
  assert.ok(cell.class === 'launches');
  const { arms } = plannedCell(gateCellOf(cell, { blocks: 30, quantile: 'p50', inject: null }), 'plan');
  assert.deepEqual(
    arms.filter(({ mechanism }) => mechanism === 'scm_rights').map(({ revision }) => revision),
    ['base', 'head'],
  );
});
