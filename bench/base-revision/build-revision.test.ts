// SPDX-License-Identifier: Apache-2.0
// Another revision's helper is built as its own binding.gyp says; whatever happens on the way, the user's
// repository stays as it was, byte for byte, and nothing stays behind: no folder, no process.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { after, before, describe, test } from 'node:test';
import { isRunning, readMarker, waitFor } from '../../test/support/fake-helper.ts';
import { makeTempFolder } from '../../test/support/program.ts';
import type { BuiltRevision } from './build-revision.ts';
import { buildRevision } from './build-revision.ts';
import { setEnvironment, watchTemporaryFolder } from './testing/test-environment.ts';
import type { ThrowAwayRepository } from './testing/throw-away-repository.ts';
import { makeRepository, writeOwnSources, writeSmallHelper } from './testing/throw-away-repository.ts';

let folder: string;
let repository: ThrowAwayRepository;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'fd-handover-test-'));
  repository = makeRepository(join(folder, 'repository'));
  writeSmallHelper(repository, 'puts("{\\"protocol\\":1,\\"mechanisms\\":[]}"); return 0;');
  repository.commit('small');
  writeSmallHelper(repository, 'puts("{\\"protocol\\":7,\\"mechanisms\\":[]}"); return 0;');
  repository.commit('protocol-seven');
  writeSmallHelper(repository, 'return not_declared;');
  repository.commit('broken');
});
after(() => {
  rmSync(folder, { recursive: true });
});

interface Trial {
  readonly said: string[];
  readonly built: Promise<BuiltRevision>;
}

function build(ref: string, signal = new AbortController().signal, { path } = repository): Trial {
  const said: string[] = [];
  const say = (line: string): void => void said.push(line);
  return { said, built: buildRevision({ ref, repository: path, signal, say }) };
}

/** A checkout with changes, staged and not, whose hooks and settings would leave traces. */
function makeTouchyCheckout(path: string, trace: string): ThrowAwayRepository {
  const touchy = makeRepository(path);
  writeOwnSources(touchy);
  touchy.commit('own');
  touchy.write('staged', 'not committed');
  touchy.git('add', 'staged');
  touchy.write('binding.gyp', 'changed, and not to be built');
  for (const hook of ['post-checkout', 'post-index-change', 'reference-transaction', 'fsmonitor']) {
    touchy.write(`.git/hooks/${hook}`, `#!/bin/sh\ntouch '${trace}'\n`);
    chmodSync(join(touchy.path, '.git/hooks', hook), 0o755);
  }
  touchy.git('config', 'core.fsmonitor', '.git/hooks/fsmonitor');
  touchy.git('config', 'core.splitIndex', 'true');
  return touchy;
}

/** Every file of the user's checkout, .git as well, with what is in it. */
function everythingIn(path: string): Map<string, string> {
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return new Map(paths.map((file) => [file, readFileSync(file, 'latin1')]));
}

/** A compiler that says it has been started, and will neither end nor be asked to. */
function stubbornCompiler(t: TestContext): { path: string; pids: () => Promise<number[]> } {
  const [path, marker] = [join(makeTempFolder(t), 'cc'), join(makeTempFolder(t), 'marker')];
  // gyp asks the compiler for its macros; that is not the compiling which is meant.
  const script = `#!/bin/sh
case "$*" in *-dM*) exec cc "$@";; esac
trap '' TERM
sleep 40 & echo "$$ $!" > '${marker}.$$' && mv '${marker}.$$' '${marker}'; wait; sleep 40`;
  writeFileSync(path, script);
  chmodSync(path, 0o755);
  const pids = async (): Promise<number[]> =>
    (await waitFor(() => readMarker(marker))).split(' ').map(Number);
  return { path, pids };
}

describe('a revision that builds', { timeout: 120_000 }, () => {
  test('the project’s own: answers, and the repository is as it was', async (t) => {
    const nothingIsLeft = watchTemporaryFolder(t);
    const trace = join(folder, 'a-hook-ran');
    const checkout = makeTouchyCheckout(join(folder, 'touchy'), trace);
    const before = everythingIn(checkout.path);
    setEnvironment(t, { GIT_DIR: '/nowhere', GIT_INDEX_FILE: '/nowhere' });

    const { said, built } = build('HEAD', undefined, checkout);
    const { commit, helperPath, dispose } = await built;
    assert.match(commit, /^[0-9a-f]{40}$/);
    const list = spawnSync(helperPath, ['list'], { encoding: 'utf8' });
    assert.match(list.stdout, /^\{.*"pidfd_getfd".*"flags":"-std=c11 -D_GNU_SOURCE -O2/);
    assert.match(said.join('\n'), /^base HEAD \(\w{12}\): checking out\n.*building.*\n.*ready in [\d.]+ s$/);
    assert.deepEqual(everythingIn(checkout.path), before);
    assert.ok(!existsSync(trace));
    dispose();
    dispose();
    nothingIsLeft();
  });

  test('two at once', async (t) => {
    const nothingIsLeft = watchTemporaryFolder(t);
    const [one, other] = await Promise.all([build('small').built, build('small').built]);
    assert.notEqual(one.helperPath, other.helperPath);
    one.dispose();
    assert.ok(existsSync(other.helperPath));
    other.dispose();
    nothingIsLeft();
  });

  test('the compiler’s flags come from the environment, as in our own build', async (t) => {
    watchTemporaryFolder(t);
    setEnvironment(t, { CFLAGS: '-Dputs=not_linked' });
    await assert.rejects(build('small').built, { message: /undefined reference to .not_linked/ });
  });
});

describe('a revision that is no use', { timeout: 120_000 }, () => {
  test('does not compile: the compiler’s words, and what to do', async (t) => {
    const nothingIsLeft = watchTemporaryFolder(t);
    await assert.rejects(build('broken').built, {
      exitCode: 4,
      message:
        /broken \(\w{12}\) does not build here:\n.*main\.c:2:\d+: error: .*not_declared.*git worktree add/s,
    });
    nothingIsLeft();
  });

  test('speaks another protocol', async (t) => {
    const nothingIsLeft = watchTemporaryFolder(t);
    await assert.rejects(build('protocol-seven').built, {
      exitCode: 4,
      message: /speaks protocol 7, this program 1/,
    });
    nothingIsLeft();
  });
});

describe('interrupted', { timeout: 120_000 }, () => {
  test('while compiling: nothing is left, compilers that ignore SIGTERM neither', async (t) => {
    const nothingIsLeft = watchTemporaryFolder(t);
    const compiler = stubbornCompiler(t);
    setEnvironment(t, { CC: compiler.path });
    const controller = new AbortController();
    const { built } = build('small', controller.signal);
    const pids = await Promise.race([compiler.pids(), built.then(() => [])]);
    assert.deepEqual(pids.map(isRunning), [true, true]);
    controller.abort();
    await assert.rejects(built, { name: 'AbortError' });
    assert.deepEqual(pids.map(isRunning), [false, false]);
    nothingIsLeft();
  });

  test('before it began', async (t) => {
    const nothingIsLeft = watchTemporaryFolder(t);
    await assert.rejects(build('small', AbortSignal.abort()).built, { name: 'AbortError' });
    nothingIsLeft();
  });

  test('twice, so that the program ends at once', { timeout: 20_000 }, async (t) => {
    const nothingIsLeft = watchTemporaryFolder(t);
    const compiler = stubbornCompiler(t);
    setEnvironment(t, { CC: compiler.path });
    const request = `{ ref: 'small', repository: '${repository.path}', signal: new AbortController().signal, say() {} }`;
    const script = `process.on('SIGTERM', () => process.exit(143));
      const { buildRevision } = await import('${new URL('build-revision.js', import.meta.url).href}');
      await buildRevision(${request});`;
    const program = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' });
    const ended = once(program, 'exit');
    const pids = await compiler.pids();
    program.kill('SIGTERM');
    assert.deepEqual(await ended, [143, null]);
    for (const pid of pids) await waitFor(() => (isRunning(pid) ? undefined : true));
    nothingIsLeft();
  });
});
