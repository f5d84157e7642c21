// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ProxyFinding } from '../../reports/article/handovers/proxy-sentence.ts';
import { proxies } from '../../scenarios/claims/proxies.ts';
import { verdictOf } from '../play/judge-claim.ts';
import { claimSources, isLimited, servesOn } from './claim-sources.ts';

const well: ProxyFinding = { lost: 'nothing', someFailed: false, onlyOwnService: false };

/** As the claim about proxies combines them. */
const verdict = (change: Partial<ProxyFinding>): string => {
  const finding = { ...well, ...change };
  const [core, limit] = proxies.parts;
  assert.ok(core !== undefined && limit !== undefined);
  return verdictOf([
    { role: core.role, ...servesOn(finding) },
    { role: limit.role, ...isLimited(finding) },
  ]);
};

describe('live handovers decide about proxies', () => {
  test('whether it holds, and with what condition', () => {
    assert.equal(verdict({}), 'holds');
    assert.equal(verdict({ someFailed: true }), 'holds with a condition');
    assert.equal(verdict({ onlyOwnService: true }), 'holds with a condition');
    assert.equal(verdict({ lost: 'with some' }), 'holds with a condition');
    assert.equal(verdict({ lost: 'with all' }), 'does not hold');
    assert.equal(verdict({ lost: 'not decided' }), 'open');
  });

  test('the condition is told', () => {
    assert.equal(
      isLimited({ ...well, lost: 'with some', someFailed: true }).why,
      'a program lost connections, a handover failed',
    );
  });

  test('what was lost with some programs is told with what serves on', () => {
    assert.match(servesOn({ ...well, lost: 'with some' }).why, /with others connections were lost/);
    assert.equal(servesOn(well).why, 'none was lost');
  });

  test('without a stored run it is open, and the command that measures it is named', async () => {
    const sources = claimSources({ hazards: () => Promise.resolve([]), result: undefined });
    const { status, why } = await sources['pulled-listener-serves']();
    assert.equal(status, 'not-possible');
    assert.match(why, /--only scenario=handover-rates/);
  });
});
