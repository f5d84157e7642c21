// SPDX-License-Identifier: Apache-2.0
// docs/handover-protocol.md names every word of the contract that the helper takes or prints, and no flag that
// it does not take.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { projectRoot } from './tree/project-files.ts';

const read = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');
const page = read('docs/handover-protocol.md');
const serve = read('native/helper/serve_command.c');
const clients = read('native/helper/clients_command.c');
const namespace = read('native/helper/namespace_command.c');

test('every flag that the helper takes is in a table', () => {
  for (const source of [serve, clients]) {
    const taken = flagsOf(source);
    assert.ok(taken.length > 10);
    assert.deepEqual(missing(taken, cellsOf(page)), []);
  }
});

test('no other flag is named', () => {
  const taken = [...flagsOf(serve), ...flagsOf(clients), ...wordsOf(namespace, /"(--[a-z-]+)"/g)];
  assert.deepEqual(missing(wordsOf(page, /(--[a-z][a-z-]*)/g), taken), []);
});

test('every phase, arm, kind and outcome has its place', () => {
  const lists = [
    wordsOf(read('native/service/phase.c'), /= "([a-z]+)"/g).filter((word) => word !== 'none'),
    wordsOf(read('native/service/arms.c'), /\.name = "([a-z_]+)"/g),
    wordsOf(read('native/clients/client_log.c'), /= "([a-z_]+)"/g),
  ];
  for (const list of lists) {
    assert.ok(list.length > 5);
    assert.deepEqual(missing(list, cellsOf(page)), []);
  }
});

test('every field that is printed is in an example', () => {
  const printed = [
    ...wordsOf(serve, /\\"([a-z_]+)\\":/g),
    ...wordsOf(serve, /print_instant\("([a-z_]+)"/g),
    ...wordsOf(clients, /\\"([a-z_]+)\\":/g),
    ...wordsOf(namespace, /\\"([a-z_]+)\\":/g),
  ];
  assert.ok(printed.length > 30);
  assert.deepEqual(missing(printed, wordsOf(page, /"([a-z_]+)":/g)), []);
});

describe('the checks can fail', () => {
  test('a flag that nobody has written down', () => {
    assert.deepEqual(flagsOf('{"new-flag", required_argument, NULL, 1}, {"off", no_argument, NULL, 2}'), [
      '--new-flag',
      '--off',
    ]);
    assert.deepEqual(missing(['--new-flag'], cellsOf(page)), ['--new-flag']);
  });
  test('a word outside of the tables is not in one', () => {
    assert.deepEqual(cellsOf('`--far`\n| `--near` `both` | x |\n'), ['--near', 'both']);
  });
});

function flagsOf(source: string): string[] {
  return wordsOf(source, /\{"([a-z-]+)", (?:required|no)_argument/g).map((name) => `--${name}`);
}

/** What stands in code marks in the first two cells of the tables' rows. */
function cellsOf(text: string): string[] {
  const rows = text.split('\n').filter((line) => line.startsWith('|'));
  return rows.flatMap((row) => wordsOf(row.split('|').slice(1, 3).join(' '), /`([^`]+)`/g));
}

function wordsOf(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap((match) => match[1] ?? []);
}

function missing(wanted: readonly string[], present: readonly string[]): string[] {
  return wanted.filter((word) => !present.includes(word));
}
