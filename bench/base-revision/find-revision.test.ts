// SPDX-License-Identifier: Apache-2.0
// Whatever stands behind --base becomes one commit, or a sentence that says what to do; nothing of it is run.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { makeTempFolder } from '../../test/support/program.ts';
import type { Revision } from './find-revision.ts';
import { findRevision } from './find-revision.ts';
import { setEnvironment } from './testing/test-environment.ts';
import type { ThrowAwayRepository } from './testing/throw-away-repository.ts';
import { makeRepository, runGit, writeSmallHelper } from './testing/throw-away-repository.ts';

let folder: string;
let repository: ThrowAwayRepository;
let head: string;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'fd-handover-test-'));
  repository = makeRepository(join(folder, 'of ours; $HOME'));
  repository.write('README.md', 'nothing yet');
  repository.commit('before-the-helper');
  writeSmallHelper(repository, 'return 0;');
  head = repository.commit('v1.0');
  repository.git('tag', '--annotate', '--message', 'a tag object', 'annotated');
  repository.git('update-ref', 'refs/remotes/origin/stable', 'HEAD');
});
after(() => {
  rmSync(folder, { recursive: true });
});

function find(ref: string, path = repository.path): Promise<Revision> {
  return findRevision(ref, path, new AbortController().signal);
}

function refused(ref: string, message: RegExp, path?: string, exitCode = 2): Promise<void> {
  return assert.rejects(find(ref, path), { message, exitCode });
}

describe('a revision is found', () => {
  for (const ref of ['HEAD', 'main', 'v1.0', 'annotated', 'origin/stable', ':/v1.0'])
    test(`by ${ref}`, async () => {
      const { commit, name, gitFolder } = await find(ref);
      assert.equal(commit, head);
      assert.equal(name, `${ref} (${head.slice(0, 12)})`);
      assert.equal(gitFolder, join(repository.path, '.git'));
    });
  test('by its hash, which is not said twice', async () => {
    assert.equal((await find(head)).name, head.slice(0, 12));
    assert.equal((await find(head.slice(0, 8))).commit, head);
  });
  test('in a second worktree, and where a hook of git has named other places', async (t) => {
    const second = join(makeTempFolder(t), 'second');
    repository.git('worktree', 'add', '--quiet', '--detach', second);
    setEnvironment(t, { GIT_DIR: '/nowhere', GIT_WORK_TREE: '/nowhere', GIT_INDEX_FILE: '/nowhere/index' });
    assert.equal((await find('HEAD', second)).commit, head);
    repository.git('worktree', 'remove', '--force', second);
  });
});

describe('refused', () => {
  test('unknown: the nearest name, and how to fetch it', async () => {
    await refused(
      'mian',
      /knows no such revision\. Did you mean "main"\? .*git fetch origin mian, then --base/,
    );
  });
  test('only the server’s copy has the name', () => refused('stable', /Did you mean "origin\/stable"\?/));
  test('a full hash that is not here', () => refused('1'.repeat(40), /git fetch origin 1{40}\.$/));
  test('the zeros of a first push', () => refused('0'.repeat(40), /zeros/));
  test('a shallow clone says how deep to fetch', async (t) => {
    const clone = join(makeTempFolder(t), 'clone');
    runGit(folder, ['clone', '--quiet', '--depth=1', `file://${repository.path}`, clone]);
    await refused(
      'before-the-helper',
      /shallow: fetch it first: git fetch --depth=1 origin before-the/,
      clone,
    );
    await refused('HEAD~1', /shallow: fetch it first \(git fetch --unshallow\)\.$/, clone);
  });
  test('an option', async () => {
    for (const ref of ['--help', '-C/tmp', '--output=stolen', '^HEAD'])
      await refused(ref, /no (such )?revision/);
  });
  test('shell characters, which nobody runs', async () => {
    const marker = join(folder, 'marker');
    for (const ref of [
      `main; touch ${marker}`,
      `$(touch ${marker})`,
      `\`touch ${marker}\``,
      `|touch ${marker}`,
    ])
      await refused(ref, /knows no such revision\. .*fetch it first\.$/);
    assert.ok(!existsSync(marker));
  });
  test('nothing, control characters, a range', async () => {
    await refused(' ', /is empty.*CI variable/);
    await refused('main\u001b[2J', /"main\\u001b\[2J" is no revision/);
    await refused('main\0', /is no revision/);
    await refused('HEAD~1..HEAD', /knows no such revision/);
  });
  test('a file', () => refused('HEAD:README.md', /names a blob, not a commit/));
  test('older than the helper', () =>
    refused('before-the-helper', /has no binding\.gyp and no native\/helper: it is older/));
});

describe('refused as a place', () => {
  test('a folder without git, or none', async (t) => {
    const empty = makeTempFolder(t);
    setEnvironment(t, { GIT_CEILING_DIRECTORIES: join(empty, '..') });
    await refused('HEAD', /is not a git checkout \(fatal: not a git repository.*--base-helper PATH/, empty);
    await refused('HEAD', /is not a folder/, join(empty, 'none'));
  });
  test('a folder inside another checkout', async () => {
    mkdirSync(join(repository.path, 'node_modules/fd'), { recursive: true });
    await refused('HEAD', /inside another git checkout/, join(repository.path, 'node_modules/fd'));
  });
  test('a bare repository, and a .git', async (t) => {
    const bare = join(makeTempFolder(t), 'bare');
    runGit(folder, ['clone', '--quiet', '--bare', repository.path, bare]);
    await refused('HEAD', /is a bare repository/, bare);
    await refused('HEAD', /is a bare repository/, join(repository.path, '.git'));
  });
  test('one of somebody else’s: what git wants is said', async (t) => {
    // git's own switch for its tests; without it this would need a second user.
    setEnvironment(t, { GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' });
    await refused('HEAD', /git config --global --add safe\.directory '/);
  });
  test('and without git nothing can be found', async (t) => {
    setEnvironment(t, { PATH: makeTempFolder(t) });
    await refused('HEAD', /git cannot be started \(ENOENT\).*--base-helper PATH/, undefined, 4);
  });
});
