// SPDX-License-Identifier: Apache-2.0
// The project is laid out as it says: what must be at the top is there, ARCHITECTURE.md's tree is the real
// one, and every file has a name that says something and opens with its licence.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { compareTree, readCaptionedTree } from './tree/captioned-tree.ts';
import { projectFiles, projectRoot } from './tree/project-files.ts';

const files = projectFiles();

test('what must be at the top is there', () => {
  const wanted = [
    'package.json',
    'tsconfig.json',
    'binding.gyp',
    'native',
    'bench',
    'scenarios',
    'reports',
    'Dockerfile',
  ];
  assert.deepEqual(
    wanted.filter((name) => !existsSync(join(projectRoot, name))),
    [],
  );
});

test("ARCHITECTURE.md's tree is the real one", () => {
  const markdown = readFileSync(join(projectRoot, 'ARCHITECTURE.md'), 'utf8');
  assert.deepEqual(compareTree(readCaptionedTree(markdown), files), []);
});

test('no file or folder is a junk drawer', () => {
  const junk = /(^|\/)(utils?|helpers|common|misc|shared|managers?|stuff)(\/|\.[a-z.]+$|$)/;
  assert.deepEqual(
    files.filter((path) => junk.test(path)),
    [],
  );
});

test('every source opens with its licence', () => {
  const sources = files.filter((path) => /\.(ts|mjs|js|c|h|cc)$/.test(path));
  const opening = /^(#![^\n]*\n)?(\/\/|\/\*) SPDX-License-Identifier: Apache-2\.0/;
  assert.deepEqual(
    sources.filter((path) => !opening.test(readFileSync(join(projectRoot, path), 'utf8'))),
    [],
  );
});

describe('the comparison can fail', () => {
  const tree = readCaptionedTree('```tree\na/       the first\n  b/     inside\nREADME   top\n```\n');
  test('it reads levels', () => {
    assert.deepEqual(
      tree.map(({ path }) => path),
      ['a/', 'a/b/', 'README'],
    );
    assert.deepEqual(compareTree(tree, ['README', 'a/b/x.ts']), []);
  });
  test('a new folder, a new top file, a gone folder and a missing caption are found', () => {
    assert.deepEqual(compareTree(tree, ['README', 'a/b/x.ts', 'a/c/y.ts']), ['a/c/ has no line in the tree']);
    assert.deepEqual(compareTree(tree, ['README', 'NEW', 'a/b/x.ts']), ['NEW has no line in the tree']);
    assert.deepEqual(compareTree(tree, ['README', 'a/x.ts']), ['a/b/ is in the tree but not there']);
    assert.deepEqual(compareTree([{ path: 'README', caption: '' }], ['README']), ['README has no caption']);
  });
});
