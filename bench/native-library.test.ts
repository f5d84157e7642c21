// SPDX-License-Identifier: Apache-2.0
// What was built, and what a reader is told when it was not.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { buildFacts, helperPath } from './native.ts';

test('the helper is there and runs', () => {
  assert.equal(
    (JSON.parse(execFileSync(helperPath(), ['list'], { encoding: 'utf8' })) as { protocol: number }).protocol,
    1,
  );
});

test('the record names the flags that the compiler was really given', (t) => {
  const objects = join(dirname(helperPath()), '.deps/Release/obj.target');
  const { compiler, flags } = buildFacts();
  assert.match(compiler, /^(gcc|clang) \d/);
  for (const [target, extra] of [
    ['handover-helper', ''],
    ['handover', '-fPIC '],
  ] as const) {
    // make's note of the command that it ran
    const note = join(objects, target, 'native/core/clock.o.d');
    if (!existsSync(note)) {
      t.skip('the notes of make are not kept in this build');
      return;
    }
    const command = readFileSync(note, 'utf8').split('\n')[0] ?? '';
    const given = command
      .replace(/'[^']*'/g, '')
      .split(/\s+/)
      .slice(1);
    const isOption = (word: string): boolean => word.startsWith('-') && !/^-(I|o$|c$|M|Werror)/.test(word);
    assert.deepEqual(given.filter(isOption).join(' '), `${extra}${flags}`, target);
  }
});

describe('without a build', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fd-handover-unbuilt-'));
    mkdirSync(join(folder, 'dist/bench'), { recursive: true });
    mkdirSync(join(folder, 'build/Release'), { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    for (const name of ['native.js', 'native-library.js', 'native-safe-transfer.js'])
      copyFileSync(join(import.meta.dirname, name), join(folder, 'dist/bench', name));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const load = (): string =>
    spawnSync(process.execPath, [join(folder, 'dist/bench/native.js')], { encoding: 'utf8' }).stderr;

  test('a missing addon: which file, and what to do', () => {
    assert.match(load(), /build\/Release\/handover\.node is missing; build it: `npm run build`/);
  });

  test('one that does not load: why, and what to do', () => {
    writeFileSync(join(folder, 'build/Release/handover.node'), 'not an addon');
    assert.match(
      load(),
      /handover\.node does not load in Node v\d.* \(.*(invalid ELF|file too short).*\); build it/,
    );
  });
});
