// SPDX-License-Identifier: Apache-2.0
// An early end is told beside the answer, and how much is left open only where the interval says it and none is shown.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Result } from '../../bench/results/result.ts';
import { exampleInput } from '../testing/example-result.ts';
import { plainText } from './blocks.ts';
import { howItEnded } from './how-it-ended.ts';

const { result } = exampleInput();

/** The example with other intervals of its declared ratio across CPUs, and another end of that cell. */
function told(lo: number, hi: number, endedBy: 'plan' | 'decided' | 'budget'): string {
  const interval = { lo, hi, coverage: 0.99 };
  const changed: Result = {
    ...result,
    rows: result.rows
      .filter(({ placement }) => placement === 'cross-cpu')
      .map((row) =>
        row.declared && row.ratioToReference !== null
          ? {
              ...row,
              ratioToReference: { value: (lo + hi) / 2, blocks: 40, interval, signInterval: interval },
            }
          : row,
      ),
    cells: result.cells.map((cell) => ({ ...cell, blocks: 60, endedBy })),
  };
  return howItEnded(changed).map(plainText).join('\n');
}

test('a cell that was decided early says so, with both looks', () => {
  assert.equal(
    told(0.93, 1.04, 'decided'),
    'Across CPUs: it ended after 40 of 60 blocks, decided at the look that was planned for it; the 99 % level pays for ' +
      'both looks; the interval lies within 10 % of 1: no larger difference is left open.',
  );
  assert.doesNotMatch(told(0.93, 1.04, 'budget'), /ended/);
});

test('how much is left open is told only of an interval within the tolerance that shows no difference', () => {
  assert.equal(
    told(0.93, 1.04, 'plan'),
    'Across CPUs: the interval lies within 10 % of 1: no larger difference is left open.',
  );
  assert.equal(told(0.89, 1.04, 'plan'), '');
  assert.equal(told(0.93, 1.11, 'plan'), '');
  assert.equal(told(0.93, 0.97, 'plan'), '', 'a difference is shown');
});
