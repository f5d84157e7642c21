// SPDX-License-Identifier: Apache-2.0
// The table of live handovers: a row an arm, and only the columns of losses that there were.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { handoverRates } from '../../../scenarios/handover/rates.ts';
import { handoverStreams } from '../../../scenarios/handover/streams.ts';
import { ledgerWith, summaryWith } from '../../handover/testing/made-handover.ts';
import type { HandoverResults, HandoverSummary } from '../../results/handover.ts';
import { handoverRows } from '../../stats/handover-rows.ts';
import { handoverText } from './handover-table.ts';

function resultsOf(...perScenario: readonly (readonly HandoverSummary[])[]): HandoverResults {
  const scenarios = [handoverRates, handoverStreams].slice(0, perScenario.length);
  const cells = scenarios.map(({ id }, i) => ({
    scenario: id,
    arms: ['no_handover', 'scm_rights'],
    points: [...new Set(perScenario[i]?.map(({ point }) => point))],
    blocks: 1,
    endedBy: 'plan' as const,
  }));
  const handovers = perScenario.flatMap((own, i) =>
    own.map((one) => ({ ...one, scenario: scenarios[i]?.id ?? '' })),
  );
  return {
    scenarios,
    cells,
    cpus: { services: 1, clients: 0 },
    hasNamespace: true,
    handovers,
    rows: cells.flatMap((cell) => handoverRows({ ...cell, controls: {} }, handovers)),
    samples: { file: 'handovers.ndjson.gz', sha256: '', bytes: 0, handovers: handovers.length },
  };
}

/** Heads and cells, divided by two blanks or more. */
function linesOf(results: HandoverResults): string[][] {
  return handoverText(results)
    .split('\n')
    .map((line) => line.trim().split(/\s{2,}/));
}

const control = summaryWith({ arm: 'no_handover' });

test('nothing lost: no column for how', () => {
  const lines = linesOf(resultsOf([control, summaryWith()]));
  assert.deepEqual(lines[0], ['handover-rates']);
  assert.deepEqual(lines[1], [
    'ratePerSecond',
    'arm',
    'handovers',
    'offered',
    'lost',
    'in',
    'begun/s',
    'accepting',
    'worst delay',
  ]);
  assert.deepEqual(lines.at(-2)?.slice(0, 6), ['1000', 'no_handover', '1', '100', '0', '0']);
  assert.deepEqual(lines.at(-1)?.slice(0, 6), ['1000', 'scm_rights', '1', '100', '0', '0']);
  assert.deepEqual(lines.at(-1)?.slice(6), ['1000', '–', '1.00 µs']);
});

test('a column for each way to lose that there was, in all rows', () => {
  const ledger = ledgerWith({ refused: 3, timedOut: 2 });
  const lines = linesOf(resultsOf([control, summaryWith({ ledger })]));
  assert.deepEqual(lines[1]?.slice(3, 8), ['offered', 'lost', 'in', 'refused', 'timed out']);
  assert.deepEqual(lines.at(-2)?.slice(3, 8), ['100', '0', '0', '0', '0']);
  assert.deepEqual(lines.at(-1)?.slice(3, 8), ['105', '5', '1', '3', '2']);
});

test('every loss of the ledger has its column', () => {
  const ledger = ledgerWith({ refused: 1, reset: 1, timedOut: 1, closedEarly: 1, wrong: 1 });
  const head = linesOf(resultsOf([control, summaryWith({ ledger })]))[1];
  assert.deepEqual(head?.slice(6, 11), ['refused', 'reset', 'timed out', 'closed early', 'wrong']);
});

test('pauses where streams moved; each scenario has its own table and its own axis', () => {
  const pauses = { streams: 1000, p50: 5000, p99: 9000, max: 9999 };
  const results = resultsOf([control], [control, summaryWith({ pauses })]);
  const [rates = '', streams = ''] = handoverText(results).split('\n\n');
  assert.match(rates, /^handover-rates\n *ratePerSecond /);
  assert.doesNotMatch(rates, /pause/);
  assert.match(streams, /^handover-streams\n *streams .*pause p99\n/);
  assert.match(streams, /scm_rights .*9\.00 µs$/);
});

test('all failed: a row that says so by its dashes', () => {
  const failed = { status: 'failed', ledger: null, windows: [], begunPerSecond: null } as const;
  const lines = linesOf(resultsOf([control, summaryWith(failed)]));
  assert.deepEqual(lines.at(-1), ['1000', 'scm_rights', '0', '0', '0', '0', '–', '–', '–']);
});
