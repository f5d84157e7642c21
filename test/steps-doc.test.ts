// SPDX-License-Identifier: Apache-2.0
// docs/steps.md has the steps that players take, and the conductor's, as the programs have them: no more, no less.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { helperPath } from '../bench/native.ts';
import { conduct } from '../bench/play/conductor.ts';
import { projectRoot } from '../bench/project-root.ts';
import { hazards } from '../scenarios/hazards/index.ts';

interface ListedStep {
  readonly name: string;
  readonly takes: string;
  readonly description: string;
}

const text = readFileSync(join(projectRoot, 'docs', 'steps.md'), 'utf8');

/** The rows of the first table after a heading, as they are written. */
function rowsAfter(heading: string): string[] {
  const section = text.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  return section.split('\n').filter((line) => line.startsWith('| `'));
}

function rowOf({ name, takes, description }: ListedStep): string {
  const cells = [`\`${name}\``, takes === '' ? '' : `\`${takes}\``, description];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

test('every step of the helper has its row, in the helper’s order', () => {
  const list = JSON.parse(execFileSync(helperPath(), ['list'], { encoding: 'utf8' })) as {
    readonly steps: readonly ListedStep[];
  };
  const wanted = list.steps.map(rowOf);
  const found = rowsAfter('Every step');
  assert.ok(wanted.length > 40, `${String(wanted.length)} steps are listed`);
  assert.deepEqual(
    wanted.filter((row) => !found.includes(row)),
    [],
    'rows that are not in the table; paste them there',
  );
  assert.deepEqual(found, wanted);
});

test('the conductor knows the words that it is said to know, and those of every hazard', async () => {
  const documented = rowsAfter('The conductor').map((row) => /^\| `([\w-]+)`/.exec(row)?.[1] ?? '');
  const used = hazards
    .flatMap(({ naive, ours, twin }) =>
      [naive, ours, twin].flatMap(({ setUp = [], steps }) => [...setUp, ...steps]),
    )
    .filter(({ who }) => who === 'conductor')
    .map(({ does }) => does.split(' ')[0] ?? '');
  assert.deepEqual(
    used.filter((word) => !documented.includes(word)),
    [],
  );
  for (const word of documented) {
    const player = { pid: 1, ask: () => Promise.reject(new Error('not asked')), signal: () => undefined };
    const gone = { ...player, ended: Promise.resolve(), end: () => Promise.resolve() };
    const answer = await conduct(`${word} player SIGCONT`, new Map([['player', gone]]));
    assert.equal(answer['error'], '', word);
  }
});
