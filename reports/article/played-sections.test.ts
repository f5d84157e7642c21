// SPDX-License-Identifier: Apache-2.0
// Hazards, permissions and claims say what was played and how it came out, and name the command where nothing was.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { permissionMatrix } from '../charts/permission-matrix.ts';
import { blocksText } from '../testing/blocks-text.ts';
import { exampleHandovers } from '../testing/example-handovers.ts';
import { examplePlayed } from '../testing/example-played.ts';
import { exampleInput } from '../testing/example-result.ts';
import { claims } from './claims.ts';
import { hazards } from './hazards.ts';
import { permissions } from './permissions.ts';
import { permissions as question } from './questions/permissions.ts';
import type { Section } from './section.ts';

const { result } = exampleInput();
const content = { result, figures: [], missingCharts: [] };
const played = { ...content, result: { ...result, played: examplePlayed() } };

const told = (section: Section, from = played): string => blocksText(section.blocks(from));
const lineOf = (words: string, start: string): string =>
  words.split('\n').find((line) => line.startsWith(start)) ?? '';

test('without it, each names its command', () => {
  const commands = new Map([
    [hazards, 'npm run bench -- hazards'],
    [permissions, 'npm run bench -- permissions'],
    [claims, 'npm run bench -- claims'],
  ]);
  for (const [section, command] of commands) {
    const words = blocksText(section.blocks(content));
    assert.match(words, /[Nn]ot played here/);
    assert.ok(words.includes(command), command);
  }
});

test('a hazard says what came, what was otherwise, and why it could not be played', () => {
  const words = told(hazards);
  assert.match(words, /as root on Linux 6\.18\.44-example.*2 as expected, 1 different, 1 not possible here/);
  assert.match(lineOf(words, 'truncated-control'), /Receives five with room for two\. Three are gone\./);
  assert.match(lineOf(words, 'number-reuse'), /Different: got\.fds is 5, expected 2\. \(Expected: Receives/);
  assert.match(lineOf(words, 'passrights'), /Not possible here: donor could not .*ENOPROTOOPT/);
});

test('a permission says what was seen beside what was expected, and never passes what was not tried', () => {
  const words = told(permissions);
  assert.match(lineOf(words, 'The donor dropped root'), /\| EPERM \| ok \| not-dumpable/);
  assert.match(lineOf(words, 'The donor kept'), /ok \(expected: EPERM\) .* different: the pull is ok/);
  assert.match(lineOf(words, 'Yama 1'), /not possible here.* \| Yama is not built into this kernel/);
});

test('the sixth question counts only what was played, and names each cause', () => {
  const words = blocksText(question.answer(played));
  assert.match(words, /Of 4 situations that could be set up here, a pull was allowed in 2, a push in 4/);
  assert.match(words, /not-dumpable: The donor dropped root without exec \(EPERM\)/);
  assert.doesNotMatch(words, /Yama/);
  assert.match(blocksText(question.answer(content)), /Not played here/);
});

test('a claim has its verdict, its evidence and its command; the ninth has the words of the handovers', () => {
  const words = told(claims);
  assert.match(lineOf(words, 'C1'), /\| holds \| What was seen of C1\. \| npm run bench -- claims --only C1/);
  assert.match(lineOf(words, 'C2'), /holds with a condition .* Condition: A directory/);
  assert.match(lineOf(words, 'C3'), /does not hold/);
  assert.match(lineOf(words, 'C9'), /\| open \| Live handovers decide it/);
  const both = { ...played, result: { ...played.result, handovers: exampleHandovers() } };
  assert.match(
    lineOf(told(claims, both), 'C9'),
    /\| open \| In this run, yes: a pulled listener lost nothing/,
  );
});

test('without claims the handovers still speak of proxies', () => {
  const words = blocksText(
    claims.blocks({ ...content, result: { ...result, handovers: exampleHandovers() } }),
  );
  assert.match(words, /Of C9.*In this run, yes/);
});

test('the matrix says every cell in words', () => {
  const { charts } = permissionMatrix.make({ ...exampleInput(), result: played.result });
  assert.equal(charts.length, 1);
  assert.match(charts[0]?.description ?? '', /Another user: pull EPERM, push ok, cause other-user\./);
  assert.match(charts[0]?.description ?? '', /Yama 1, siblings: not possible here\./);
  assert.deepEqual(permissionMatrix.make(exampleInput()).charts, []);
});
