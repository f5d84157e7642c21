// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { projectRoot } from '../project-root.ts';
import { emptyLedger } from '../results/ledger.ts';
import { costs, costsOtherwise } from './handover-deaths.ts';

describe('who may die when', () => {
  it('is told in docs/handover.md as the proof demands it, row by row', () => {
    const text = readFileSync(join(projectRoot, 'docs', 'handover.md'), 'utf8');
    const section = text.split('## Who may die when')[1]?.split('\n## ')[0] ?? '';
    const told = section
      .split('\n')
      .filter((line) => /^\| (old|new) /.test(line))
      .map((line) =>
        line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim()),
      );
    const costOf = (who: string, phase: string, arm: string): string | undefined =>
      costs.find((one) => one.who === who && one.phase === phase && (one.arm ?? arm) === arm)?.cost;
    const demanded = [...new Set(costs.map(({ who, phase }) => `${who} ${phase}`))].map((key) => {
      const [who = '', phase = ''] = key.split(' ');
      return [who, phase, costOf(who, phase, 'scm_rights'), costOf(who, phase, 'pidfd_getfd')];
    });
    assert.deepEqual(told, demanded);
  });
});

describe('what a death costs', () => {
  const served = { ...emptyLedger, offered: 100, servedByOld: 50, servedByNew: 50 };
  const nobodyAfter = { ...emptyLedger, offered: 100, servedByOld: 50, refused: 50 };

  it('is nothing only where nothing is lost', () => {
    assert.equal(costsOtherwise(served, { who: 'new', cost: 'nothing' }), null);
    for (const kind of ['refused', 'reset', 'timedOut', 'closedEarly', 'wrong'] as const)
      assert.notEqual(costsOtherwise({ ...served, [kind]: 1 }, { who: 'new', cost: 'nothing' }), null, kind);
  });

  it('is what it had accepted where some are reset, and none refused', () => {
    const some = { ...served, servedByOld: 40, reset: 10 };
    assert.equal(costsOtherwise(some, { who: 'old', cost: 'what it had accepted' }), null);
    assert.notEqual(
      costsOtherwise({ ...some, refused: 1 }, { who: 'old', cost: 'what it had accepted' }),
      null,
    );
    assert.notEqual(
      costsOtherwise({ ...some, reset: 1000 }, { who: 'old', cost: 'what it had accepted' }),
      null,
    );
    assert.notEqual(costsOtherwise(nobodyAfter, { who: 'old', cost: 'what it had accepted' }), null);
  });

  it('is all that comes after where nobody serves on', () => {
    assert.equal(costsOtherwise(nobodyAfter, { who: 'old', cost: 'all that comes after' }), null);
    assert.notEqual(costsOtherwise(served, { who: 'old', cost: 'all that comes after' }), null);
    const byNew = { ...emptyLedger, offered: 100, servedByOld: 10, servedByNew: 40, refused: 50 };
    assert.equal(costsOtherwise(byNew, { who: 'new', cost: 'all that comes after' }), null);
    assert.notEqual(costsOtherwise(byNew, { who: 'old', cost: 'all that comes after' }), null);
  });
});
