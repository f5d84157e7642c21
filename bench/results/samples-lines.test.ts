// SPDX-License-Identifier: Apache-2.0
// Lines come out as they went in, however they were cut into chunks, and one without end ends the reading.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { recordFault } from './check-record.ts';
import { linesOf } from './samples-lines.ts';
import { readSamples } from './samples-reader.ts';

async function* stream(chunks: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield await Promise.resolve(Buffer.from(chunk));
}

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

test('lines are those of the whole text, whatever the chunks', async () => {
  const chunk = fc.string({ unit: fc.constantFrom('a', 'b', '\n') });
  await fc.assert(
    fc.asyncProperty(fc.array(chunk), async (chunks) => {
      const lines = await all(linesOf(stream(chunks)));
      assert.deepEqual(lines.map(String), chunks.join('').split('\n'));
    }),
  );
});

test('a line that is too long is not read to its end', async () => {
  let given = 0;
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (;;) {
      given += 1;
      yield await Promise.resolve(Buffer.from('xxxxxxxxxx'));
    }
  }
  await assert.rejects(all(linesOf(endless(), 1000)), /a line has more than 1000 bytes/);
  assert.equal(given, 101);
  assert.equal((await all(linesOf(stream(['x'.repeat(1000), '\n', 'x'.repeat(1000)]), 1000))).length, 2);
});

function storedSamples(t: TestContext, content: Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), 'fd-handover-samples-'));
  t.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  writeFileSync(join(folder, 'samples.ndjson.gz'), content);
  return folder;
}

test('an archive that unpacks to one endless line is refused, with what to do', async (t) => {
  // Members of a gzip file follow each other: 140 times a MiB out of 140 kilobytes.
  const member = gzipSync('0'.repeat(1024 ** 2));
  const folder = storedSamples(t, Buffer.concat(Array.from({ length: 140 }, () => member)));
  await assert.rejects(all(readSamples(folder)), {
    name: 'StoredRunError',
    message: /samples\.ndjson\.gz: cannot be read \(a line has more than \d+ bytes\); copy it again/,
  });
});

test('lines that are no launches are refused, each by its number', async (t) => {
  const place = { scenario: 's', placement: 'same-cpu', arm: 'a', status: 'ok', block: 0, point: null };
  const samples = { epoch_ns: '1', warmup: 0, count: 1, columns: { start: [0, null] } };
  const good = { ...place, samples };
  assert.equal(recordFault(good), null);
  assert.equal(recordFault({ ...good, samples: null }), null);
  const broken: readonly unknown[] = [
    null,
    [],
    7,
    {},
    { ...good, arm: 7 },
    { ...good, scenario: 'x'.repeat(10_001) },
    { ...good, block: -1 },
    { ...good, block: 1.5 },
    { ...good, point: '1' },
    { ...good, samples: undefined },
    { ...good, samples: { ...samples, columns: null } },
    { ...good, samples: { ...samples, columns: { start: 'x' } } },
    { ...good, samples: { ...samples, columns: { start: [0, '1'] } } },
    { ...good, samples: { ...samples, columns: { start: [Infinity] } } },
    { ...good, samples: { ...samples, columns: { start: [1e300] } } },
    { ...good, samples: { ...samples, warmup: -1 } },
    { ...good, samples: { ...samples, count: '1' } },
    { ...good, otherPairs: {} },
    { ...good, otherPairs: [null] },
  ];
  for (const record of broken) assert.notEqual(recordFault(record), null, JSON.stringify(record));
  const folder = storedSamples(t, gzipSync(`${JSON.stringify(good)}\n{"scenario":1}\n`));
  await assert.rejects(all(readSamples(folder)), /line 2 does not say which launch it is\); copy it again/);
});

test('of one scenario only its launches are read, however its name is written', async (t) => {
  const place = { placement: 'same-cpu', arm: 'a', status: 'ok', block: 0, point: null, samples: null };
  const lines = [
    { launch: 0, scenario: 'mine', ...place },
    { launch: 1, scenario: 'other', ...place },
    { launch: 2, scenario: 'mine "x\\', ...place },
    { ...place, scenario: 'mine', launch: 3 },
    { launch: 4, ...place, arm: '"scenario":"mine"', scenario: 'other' },
    { launch: 5, scenario: 'mine'.repeat(200), ...place },
  ];
  const escaped = JSON.stringify({ launch: 6, scenario: 'mine', ...place }).replace('mine', '\\u006dine');
  const text = [...lines.map((line) => JSON.stringify(line)), escaped].map((line) => `${line}\n`).join('');
  const folder = storedSamples(t, gzipSync(text));
  const launches = async (scenario?: string): Promise<number[]> =>
    (await all(readSamples(folder, scenario))).map(({ launch }) => launch);
  assert.deepEqual(await launches(), [0, 1, 2, 3, 4, 5, 6]);
  assert.deepEqual(await launches('mine'), [0, 3, 6]);
  assert.deepEqual(await launches('mine "x\\'), [2]);
  assert.deepEqual(await launches('mine'.repeat(200)), [5]);
  assert.deepEqual(await launches('none'), []);
});
