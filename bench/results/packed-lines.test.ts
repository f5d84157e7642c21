// SPDX-License-Identifier: Apache-2.0
// A file of packed lines: one gzip file, of which a crash takes one line, and which a full disk leaves whole.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { runProgram } from '../../test/support/program.ts';
import { openPackedLines, packLine } from './packed-lines.ts';

function makePath(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'fd-handover-lines-'));
  t.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return join(folder, 'lines.ndjson.gz');
}

const linesIn = (packed: Uint8Array): unknown[] =>
  gunzipSync(packed)
    .toString()
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as unknown);

describe('packed lines', () => {
  test('come out as they went in, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue({ noUnicodeString: false }), { minLength: 1 }), (lines) => {
        const through = JSON.parse(JSON.stringify(lines)) as unknown[];
        assert.deepEqual(linesIn(Buffer.concat(lines.map(packLine))), through);
      }),
    );
  });

  test('what is told at the end is what is in the file', (t) => {
    const path = makePath(t);
    const writer = openPackedLines(path);
    for (const line of [{ a: 1 }, null, ['x\ny']]) writer.append(line);
    const content = readFileSync(path);
    assert.deepEqual(writer.close(), {
      sha256: createHash('sha256').update(content).digest('hex'),
      bytes: content.length,
      lines: 3,
    });
    assert.deepEqual(linesIn(content), [{ a: 1 }, null, ['x\ny']]);
  });

  test('each is there as soon as it is appended', (t) => {
    const path = makePath(t);
    const writer = openPackedLines(path);
    for (let i = 1; i <= 3; i++) {
      writer.append(i);
      assert.equal(linesIn(readFileSync(path)).length, i);
    }
    writer.close();
  });

  test('a crash costs the line that was being written, and no other', () => {
    const [whole, last] = [Buffer.concat([packLine('one'), packLine('two')]), packLine({ three: 3 })];
    for (let cut = 1; cut < last.length; cut++) {
      const left = Buffer.concat([whole, last.subarray(0, cut)]);
      assert.deepEqual(linesIn(left.subarray(0, whole.length)), ['one', 'two']);
      assert.throws(() => gunzipSync(left), `after ${String(cut)} bytes`);
    }
  });

  test('no file of somebody else is overwritten', (t) => {
    const path = makePath(t);
    writeFileSync(path, 'somebody’s');
    assert.throws(() => openPackedLines(path), { code: 'EEXIST' });
    assert.equal(readFileSync(path, 'utf8'), 'somebody’s');
  });

  test('discarded, it is gone', (t) => {
    const path = makePath(t);
    const writer = openPackedLines(path);
    writer.close();
    writer.discard();
    assert.ok(!existsSync(path));
  });
});

/** Writes lines of random text until no more can be written, and prints why. */
const untilFull = `
  const { openPackedLines } = await import(process.argv[1]);
  const { randomBytes } = await import('node:crypto');
  const writer = openPackedLines(process.argv[2]);
  try {
    for (;;) writer.append(randomBytes(300).toString('hex'));
  } catch (error) {
    process.stdout.write(JSON.stringify({ name: error.name, message: error.message, ...writer.close() }));
  }`;

test('no more room: said so, and the file ends with the last whole line', async (t) => {
  const path = makePath(t);
  const module = new URL('packed-lines.js', import.meta.url).href;
  // A block of ulimit is 512 bytes in dash, 1,024 in bash: either ends it soon. EFBIG is what a full disk is for us.
  const limited = ['sh', '-c', `trap '' XFSZ; ulimit -f 4; exec "$0" "$@"`, process.execPath, '--input-type=module'];
  const { exitCode, stdout, stderr } = await runProgram(['-e', untilFull, module, path], limited);
  assert.equal(exitCode, 0, stderr);
  const told = JSON.parse(stdout) as { name: string; message: string; bytes: number; lines: number };
  assert.equal(told.name, 'OutOfSpaceError');
  assert.match(told.message, /lines\.ndjson\.gz: no more could be written \(EFBIG\); make room/);
  const content = readFileSync(path);
  assert.equal(content.length, told.bytes);
  assert.ok(told.lines > 1);
  assert.equal(linesIn(content).length, told.lines);
});
