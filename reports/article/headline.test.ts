// SPDX-License-Identifier: Apache-2.0
// The title says what the result allows and no more: change the result, and it changes as it must.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Doubt } from '../../bench/results/doubt.ts';
import type { Result, Row } from '../../bench/results/result.ts';
import { ratioEstimate } from '../testing/example-estimate.ts';
import { exampleInput } from '../testing/example-result.ts';
import { changed, everythingSkipped, singleBlock, withoutMechanism } from '../testing/example-variants.ts';
import { plainText } from './blocks.ts';
import { headline } from './headline.ts';
import { pageHead } from './page-head.ts';

const { result } = exampleInput();

/** The example with its declared comparisons changed. */
function withDeclared(change: Partial<Row>, placement?: string): Result {
  return changed({
    rows: result.rows.map((row) =>
      row.declared && (placement === undefined || row.placement === placement) ? { ...row, ...change } : row,
    ),
  }).result;
}

test('a ratio whose intervals leave 1 out names the cheaper way', () => {
  assert.equal(
    headline(result),
    'Pulling one descriptor is cheaper than pushing it here: it takes 0.961× the time (98.3 % interval 0.937–0.985, across CPUs)',
  );
});

test('the same ratio turned round turns the sentence round', () => {
  assert.equal(
    headline(withDeclared({ ratioToReference: ratioEstimate(1.04, 0.02) })),
    'Pulling one descriptor takes 1.04× the time of pushing it here (98.3 % interval 1.02–1.06, across CPUs)',
  );
});

test('an interval across 1 shows no difference, whatever the ratio', () => {
  for (const value of [0.9, 1.1]) {
    const title = headline(withDeclared({ ratioToReference: ratioEstimate(value, 0.2) }));
    assert.match(title, /^No difference shown between pulling and pushing one descriptor here \(ratio /);
    assert.doesNotMatch(title, /cheaper|takes/);
  }
});

test('where the two intervals disagree, or the difference may be chance, none is shown', () => {
  const disagreeing = {
    ...ratioEstimate(0.9, 0.05),
    signInterval: { lo: 0.8, hi: 1.1, coverage: 0.98 },
  };
  assert.match(headline(withDeclared({ ratioToReference: disagreeing })), /^No difference shown .* only one/);
  assert.match(headline(withDeclared({ adjustedP: 0.2 })), /^No difference shown .* chance/);
});

test('a doubt, a failed oracle and too few blocks each forbid a claim, and say so', () => {
  const doubt: Doubt = {
    id: 'drift',
    scenario: 'one-descriptor',
    placement: 'cross-cpu',
    point: null,
    arm: 'scm_rights',
    weight: 'weakens',
    evidence: 'It moved.',
    advice: 'Run again.',
  };
  const doubted = changed({ doubts: [doubt] }).result;
  assert.match(
    headline(doubted),
    /^Nothing is claimed .* a doubt weakens the number \(across CPUs\); same CPU: 0\.961× \(/,
  );
  assert.match(headline(withDeclared({ oracle: 'fail' })), /^No claim .* the oracle of pidfd_getfd failed/);
  assert.match(headline(singleBlock().result), /^Nothing is claimed .* 1 block gives no interval/);
});

test('a title tells where the other declared placement says something else, and only there', () => {
  const across = { lo: 0.9, hi: 1.1, coverage: 0.98 };
  const open = { ...ratioEstimate(1, 0.1), interval: across, signInterval: across };
  const openIn = (placement: string): string => headline(withDeclared({ ratioToReference: open }, placement));
  assert.match(
    openIn('cross-cpu'),
    /^No difference shown .*across CPUs\); same CPU: 0\.961× \(98\.3 % interval 0\.937–0\.985\)$/,
  );
  assert.match(openIn('same-cpu'), /is cheaper .*across CPUs\); same CPU: no such difference shown$/);
  assert.doesNotMatch(headline(result), /;/);
});

test('without a comparison across CPUs that on the same CPU heads the report; without any nothing does', () => {
  const onSame = changed({ rows: result.rows.filter(({ placement }) => placement === 'same-cpu') }).result;
  assert.match(headline(onSame), /same CPU\)$/);
  const missing = 'Whether pulling or pushing one descriptor is cheaper was not measured here';
  for (const arm of ['pidfd_getfd', 'scm_rights']) {
    assert.equal(headline(withoutMechanism(arm).result), `${missing}: ${arm} could not be run`);
  }
  assert.equal(headline(withDeclared({ wall: null, ratioToReference: null })), missing);
  assert.equal(headline(everythingSkipped().result), 'Nothing was measured here');
});

test('an interrupted or quick run is told first', () => {
  const run = (change: Partial<Result['run']>): Result =>
    changed({ run: { ...result.run, ...change } }).result;
  assert.match(
    headline(run({ status: 'interrupted' })),
    /^Interrupted run: pulling one descriptor is cheaper/,
  );
  assert.match(headline(run({ quick: true })), /^Quick run: pulling/);
});

test('what the title moves is what the scenario moves', () => {
  const scenarios = result.scenarios.map((scenario) =>
    scenario.class === 'launches'
      ? { ...scenario, fixed: { ...scenario.fixed, kind: 'tcp_listener' as const } }
      : scenario,
  );
  assert.match(headline(changed({ scenarios }).result), /^Pulling one listening socket is cheaper/);
});

test('the summary gives the times and the scope', () => {
  const summary = plainText(pageHead(result).summary);
  assert.match(
    summary,
    /^pidfd_getfd takes 22\.8 µs \([\d.–]+ µs\), scm_rights 23\.8 µs \([\d.–]+ µs\): p50 with its interval over 60 blocks; /,
  );
  assert.match(summary, /holds for this machine: Linux /);
  assert.doesNotMatch(plainText(pageHead(everythingSkipped().result).summary), /p50/);
});
