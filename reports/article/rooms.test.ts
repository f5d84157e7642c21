// SPDX-License-Identifier: Apache-2.0
// Rooms that stand ready say that this version cannot measure them, and name no command that does not exist.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blocksText } from '../testing/blocks-text.ts';
import { exampleInput } from '../testing/example-result.ts';
import { claims } from './claims.ts';
import { exampleHandovers } from '../testing/example-handovers.ts';
import { hazards, permissions } from './rooms.ts';

const content = { result: exampleInput().result, figures: [], missingCharts: [] };

test('each says first that it is not measured', () => {
  for (const room of [hazards, permissions]) {
    const words = blocksText(room.blocks(content));
    assert.match(words, /^Not measured here: this version cannot measure it\./);
    assert.doesNotMatch(words, /npm run/);
  }
});

test('ten claims, none with a verdict', () => {
  const lines = blocksText(claims.blocks(content))
    .split('\n')
    .filter((line) => line.startsWith('C'));
  assert.deepEqual(
    lines.map((line) => line.split(' | ')[0]),
    ['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8', 'C9', 'C10'],
  );
  for (const line of lines) assert.match(line, /\| not measured here: this version cannot run it$/);
});

test('with live handovers the ninth claim has a verdict, and only that one', () => {
  const result = { ...content.result, handovers: exampleHandovers() };
  const told = blocksText(claims.blocks({ ...content, result })).split('\n');
  assert.match(told[0] ?? '', /Only C9 was looked at here, with live handovers/);
  const verdicts = told.filter((line) => /^C\d+ \|/.test(line) && !line.includes('cannot run it'));
  assert.equal(verdicts.length, 1);
  assert.match(verdicts[0] ?? '', /^C9 \| .* \| In this run, yes: /);
});

test('who ran is told, with what it does not show', () => {
  const { result } = content;
  const asRoot = { ...result.environment, security: { ...result.environment.security, uid: 0 } };
  const words = blocksText(permissions.blocks({ ...content, result: { ...result, environment: asRoot } }));
  assert.match(words, /made as root, .* says nothing about another user/);
  assert.match(blocksText(permissions.blocks(content)), /made as (?:user \d+|root)/);
});
