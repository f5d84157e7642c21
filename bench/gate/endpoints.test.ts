// SPDX-License-Identifier: Apache-2.0
// What a gate declares: base against head of each arm, at most six, nothing that cannot be launched.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { PlannedCell } from '../results/result.ts';
import { UsageError } from '../usage-error.ts';
import type { EndpointWishes } from './endpoints.ts';
import { declareEndpoints } from './endpoints.ts';

const wishes: EndpointWishes = { quantile: 'p50', tolerance: null, isLeftOut: () => false };

function cell(names: readonly string[], more: Partial<PlannedCell> = {}): PlannedCell {
  const plain = { variant: '', launchedBy: 'node' } as const;
  const compared = names.flatMap((mechanism) =>
    (['base', 'head'] as const).map((revision) => ({
      ...plain,
      id: `${mechanism} ${revision}`,
      mechanism,
      isFloor: false,
      revision,
    })),
  );
  const floor = { ...plain, id: 'message_only', mechanism: 'message_only', isFloor: true };
  return {
    scenario: 'batch',
    placement: 'same-cpu',
    blocks: 60,
    arms: [
      { ...floor, revision: 'base' },
      { ...floor, id: 'message_only twin', revision: 'base' },
      ...compared,
    ],
    points: null,
    reference: null,
    endedBy: 'plan',
    ...more,
  };
}

function idsOf(cells: readonly PlannedCell[], more: Partial<EndpointWishes> = {}): string[] {
  return [...declareEndpoints(cells, { ...wishes, ...more }).values()].flat().map(({ id }) => id);
}

describe('declared', () => {
  test('each mechanism once, never the floor', () => {
    const one = cell(['scm_rights', 'pidfd_getfd']);
    const [first, second, ...more] = declareEndpoints([one], wishes).get(one) ?? [];
    assert.deepEqual(first, {
      id: 'batch same-cpu scm_rights p50',
      scenario: 'batch',
      placement: 'same-cpu',
      point: null,
      arms: { base: 'scm_rights base', head: 'scm_rights head' },
      quantile: 'p50',
      tolerance: 0.05,
    });
    assert.equal(second?.id, 'batch same-cpu pidfd_getfd p50');
    assert.deepEqual(more, []);
  });

  test('each point of an axis', () => {
    assert.deepEqual(idsOf([cell(['scm_rights'], { points: [1, 16] })]), [
      'batch same-cpu scm_rights × 1 p50',
      'batch same-cpu scm_rights × 16 p50',
    ]);
  });

  test('not what this machine cannot launch', () => {
    const isLeftOut: EndpointWishes['isLeftOut'] = (_, arm, point) =>
      arm === 'scm_rights base' && point === 16;
    assert.deepEqual(idsOf([cell(['scm_rights'], { points: [1, 16] })], { isLeftOut }), [
      'batch same-cpu scm_rights × 1 p50',
    ]);
  });

  test('the tolerance of the placement and the quantile, unless one is given', () => {
    const tolerances = (placement: PlannedCell['placement'], more: Partial<EndpointWishes>): unknown =>
      [...declareEndpoints([cell(['scm_rights'], { placement })], { ...wishes, ...more }).values()]
        .flat()
        .map(({ tolerance }) => tolerance);
    assert.deepEqual(tolerances('cross-cpu', {}), [0.1]);
    assert.deepEqual(tolerances('same-cpu', { quantile: 'p99' }), [0.5]);
    assert.deepEqual(tolerances('same-cpu', { tolerance: 0.03 }), [0.03]);
  });
});

describe('refused', () => {
  test('more than six', () => {
    assert.equal(idsOf([cell(['a', 'b'], { points: [1, 2, 3] })]).length, 6);
    assert.throws(
      () => idsOf([cell(['a', 'b'], { points: [1, 2, 3] }), cell(['c'], { placement: 'cross-cpu' })]),
      (error) => error instanceof UsageError && /7 comparisons .* at most 6; narrow it/.test(error.message),
    );
  });

  test('none', () => {
    assert.throws(
      () => idsOf([cell([])]),
      (error) => error instanceof UsageError && error.message.includes('nothing to gate'),
    );
  });
});
