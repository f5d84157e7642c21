// SPDX-License-Identifier: Apache-2.0
// Two programs, two names of one length, two files; and what cannot be a helper is refused by its flag.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { makeTempFolder } from '../../test/support/program.ts';
import { helperPath } from '../native.ts';
import type { HelperPlaces } from './equal-places.ts';
import { placeHelpers } from './equal-places.ts';
import { sha256Of } from './same-bytes.ts';
import { setEnvironment, watchTemporaryFolder } from './testing/test-environment.ts';

function place(t: TestContext, paths: { base: string; head: string }): HelperPlaces {
  const places = placeHelpers(paths);
  t.after(places.dispose);
  return places;
}

function writeProgram(t: TestContext, text: string | Buffer, mode = 0o755): string {
  const path = join(makeTempFolder(t), 'program');
  writeFileSync(path, text, { mode });
  return path;
}

describe('the places', () => {
  test('have one length, and are two files with the bytes of one', (t) => {
    const { base, head } = place(t, { base: helperPath(), head: helperPath() });
    assert.equal(base.length, head.length);
    assert.match(base, /\/base\/handover-helper$/);
    assert.match(head, /\/head\/handover-helper$/);
    assert.notEqual(statSync(base).ino, statSync(head).ino);
    for (const path of [base, head]) {
      assert.ok(lstatSync(path).isFile());
      assert.equal(statSync(path).mode & 0o777, 0o755);
      assert.equal(sha256Of(path), sha256Of(helperPath()));
      assert.equal(spawnSync(path, ['list']).status, 0);
    }
  });

  test('may be given by symbolic link or relative path', (t) => {
    const link = join(makeTempFolder(t), 'link');
    symlinkSync(helperPath(), link);
    const { base } = place(t, { base: link, head: helperPath() });
    assert.ok(lstatSync(base).isFile());
  });

  test('start a script where it lies: what it needs may lie beside it', (t) => {
    const folder = join(makeTempFolder(t), "with a space and a '");
    mkdirSync(folder);
    const script = join(folder, 'program');
    writeFileSync(script, '#!/bin/sh\necho "$0" "$@"\n', { mode: 0o755 });
    const { base, head, areWhole } = place(t, { base: script, head: helperPath() });
    const { stdout } = spawnSync(base, ['a b', '*'], { encoding: 'utf8' });
    assert.equal(stdout, `${script} a b *\n`);
    assert.equal(base.length, head.length);
    assert.equal(areWhole, false);
  });

  test('are whole where both are copies, or one and the same program', (t) => {
    const [one, other] = [writeProgram(t, '#!/bin/sh\n'), writeProgram(t, '#!/bin/sh\n')];
    assert.equal(place(t, { base: helperPath(), head: helperPath() }).areWhole, true);
    assert.equal(place(t, { base: one, head: one }).areWhole, true);
    assert.equal(place(t, { base: one, head: other }).areWhole, false);
  });

  test('link to a program with libraries beside it, or with a set-id bit', (t) => {
    for (const [text, mode] of [
      ['\x7fELF … $ORIGIN/../lib', 0o755],
      ['\x7fELF … ${ORIGIN}', 0o755],
      ['\x7fELF', 0o4755],
    ] as const) {
      const program = writeProgram(t, Buffer.from(text, 'latin1'));
      spawnSync('chmod', [mode.toString(8), program]);
      assert.equal(readlinkSync(place(t, { base: program, head: helperPath() }).base), program);
    }
  });

  test('go away, and only they', (t) => {
    const nothingIsLeft = watchTemporaryFolder(t);
    const script = writeProgram(t, '#!/bin/sh\n');
    const { dispose } = placeHelpers({ base: script, head: helperPath() });
    dispose();
    dispose();
    assert.ok(statSync(script).isFile() && statSync(helperPath()).isFile());
    nothingIsLeft();
  });
});

describe('refused by the name of its flag', () => {
  const refuses = (path: string, message: RegExp): void => {
    assert.throws(() => placeHelpers({ base: path, head: helperPath() }), { exitCode: 2, message });
  };
  test('nothing there, and nothing made', (t) => {
    const nothingIsLeft = watchTemporaryFolder(t);
    refuses('/none/such', /^--base-helper "\/none\/such" cannot be found \(ENOENT\)\. Give a program that/);
    assert.throws(() => placeHelpers({ base: helperPath(), head: '/none' }), {
      message: /^--head-helper "\/none"/,
    });
    nothingIsLeft();
  });
  test('a folder, a device', () => {
    refuses('/', /is not a file/);
    refuses('/dev/null', /is not a file/);
  });
  test('not executable', (t) => {
    refuses(writeProgram(t, '#!/bin/sh\n', 0o644), /is not executable.*\(EACCES\)/);
  });
  const isRoot = process.getuid?.() === 0;
  test('not readable', { skip: isRoot && 'root may read everything' }, (t) => {
    refuses(writeProgram(t, '#!/bin/sh\n', 0o111), /cannot be read \(EACCES\)/);
  });
});

test('a temporary folder mounted noexec is said at once', (t) => {
  const folder = makeTempFolder(t);
  setEnvironment(t, { MOUNTED: folder, HELPER: helperPath() });
  const module = pathToFileURL(join(import.meta.dirname, 'equal-places.js')).href;
  const script = `import { placeHelpers } from '${module}';
    try { placeHelpers({ base: process.env.HELPER, head: process.env.HELPER }); }
    catch (error) { console.log(error.exitCode, error.message); }`;
  // A mount of this process tree alone; it goes with it.
  const inNamespace = ['--map-root-user', '--mount', 'sh', '-c'];
  const mount = 'mount -t tmpfs -o noexec none "$MOUNTED" || exit 9; TMPDIR="$MOUNTED" exec "$0" "$@"';
  const words = [...inNamespace, mount, process.execPath, '--input-type=module', '-e', script];
  const { status, stdout } = spawnSync('unshare', words, { encoding: 'utf8' });
  if (status !== 0) {
    t.skip('this machine does not let a test mount anything');
    return;
  }
  assert.match(stdout, /^4 .* mounted noexec, .*TMPDIR=/);
});

test('the same bytes, the same hash', (t) => {
  const folder = makeTempFolder(t);
  const [one, copy, other] = [join(folder, 'one'), join(folder, 'copy'), join(folder, 'other')];
  writeFileSync(one, 'abc');
  copyFileSync(one, copy);
  writeFileSync(other, 'abd');
  mkdirSync(join(folder, 'deep'));
  assert.equal(sha256Of(one), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  assert.equal(sha256Of(copy), sha256Of(one));
  assert.notEqual(sha256Of(other), sha256Of(one));
});
