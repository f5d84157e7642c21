// SPDX-License-Identifier: Apache-2.0
// `list` names everything that can be asked for with --only.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hazards } from '../../scenarios/hazards/index.ts';
import { handoverScenarios } from '../../scenarios/handover/index.ts';
import { scenarios } from '../../scenarios/index.ts';
import { silentScenarios } from '../../scenarios/silent/index.ts';
import { mechanisms } from '../mechanisms.ts';
import { listCommand } from './list-command.ts';

function listed(json: boolean): string {
  const said: string[] = [];
  const terminal = {
    out: (text: string) => said.push(text),
    err: (text: string) => assert.fail(text),
    screen: null,
  };
  assert.equal(listCommand({ json }, terminal), 0);
  return said.join('');
}

test('every scenario, live handover, count of silent failures, hazard and mechanism, under its heading', () => {
  const [launches = '', handovers = '', silent = '', dangers = '', ways = ''] = listed(false).split('\n\n');
  assert.match(launches, /^Scenarios\n/);
  assert.match(handovers, /^Live handovers\n/);
  assert.match(silent, /^Silent failures\n/);
  assert.match(dangers, /^Hazards /);
  for (const { id, of, danger } of hazards)
    assert.ok(`${dangers}\n`.includes(`  ${id} (${of}): ${danger}\n`), id);
  assert.match(ways, /^Mechanisms\n/);
  for (const { id, question } of scenarios) assert.ok(launches.includes(`  ${id}: ${question}`), id);
  for (const { name } of mechanisms) assert.ok(ways.includes(`  ${name}: `), name);
  for (const { id, question, arms } of handoverScenarios) {
    assert.ok(handovers.includes(`  ${id}: ${question} (with --full, or by name)\n`), id);
    assert.ok(handovers.includes(`      ${arms.map((arm) => arm.id).join(', ')}`), id);
  }
  for (const { id, question, arms, conditions } of silentScenarios) {
    const names = [...arms, ...conditions].map((one) => one.id).join(', ');
    assert.ok(silent.includes(`  ${id}: ${question}\n      ${names}`), id);
  }
});

test('as JSON: the whole of it, on one line', () => {
  const text = listed(true);
  assert.equal(text.indexOf('\n'), text.length - 1);
  const found = JSON.parse(text) as Record<string, unknown>;
  assert.deepEqual(
    found,
    JSON.parse(
      JSON.stringify({
        scenarios,
        handovers: handoverScenarios,
        silent: silentScenarios,
        hazards,
        mechanisms,
      }),
    ),
  );
});
