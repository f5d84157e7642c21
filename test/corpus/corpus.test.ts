// SPDX-License-Identifier: Apache-2.0
// What is written of a launch is what is read of it again, as far as a judge looks.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { exampleCell } from '../../bench/gate/testing/example-cells.ts';
import { simulatedSession } from '../../bench/gate/testing/simulated-session.ts';
import { exampleEnvironment } from '../../reports/testing/example-environment.ts';
import { makeTempFolder } from '../support/program.ts';
import { corpusText } from './corpus-text.ts';
import { readCorpus } from './read-corpus.ts';
import type { TakenPart } from './take-part.ts';

const session = await simulatedSession(exampleCell(), { blocks: 3, seed: 1 });
const launches = session.blocks.flat();
const parts: readonly TakenPart[] = [
  { name: 'quiet same-cpu', placement: 'same-cpu', load: null, launches },
  {
    name: 'noisy same-cpu',
    placement: 'same-cpu',
    load: 'made up',
    launches: launches.map((launch) => ({
      ...launch,
      status: 'failed',
      failure: { code: 'EPERM', operation: 'pidfd_getfd', text: 'refused' },
      oracle: 'not-run',
      ...{ wall: null, cpu: null, conditions: null },
    })),
  },
];
const bytes = corpusText({
  parts,
  environment: exampleEnvironment,
  seed: 3,
  startedAt: new Date(0),
  endedAt: new Date(1000),
});

test('launches come out as they went in', (t) => {
  const path = join(makeTempFolder(t), 'made-up.ndjson.gz');
  writeFileSync(path, bytes);
  const { header, sessions } = readCorpus(path);
  assert.deepEqual(
    header.parts.map((part) => [part.name, part.scenario, part.blocks, part.launches, part.load]),
    [
      ['quiet same-cpu', 'one-descriptor', 3, 30, null],
      ['noisy same-cpu', 'one-descriptor', 3, 30, 'made up'],
    ],
  );
  assert.deepEqual(header.copies, ['a', 'b', 'c', 'd']);
  const tenth = (value: number | null | undefined): number | null =>
    value == null ? null : Math.round(value * 10) / 10;
  const [quiet, noisy] = sessions.map(({ blocks }) => blocks.flat());
  for (const [i, launch] of launches.entries()) {
    const { wall, cpu, conditions, arm, block, position, status, oracle } = launch;
    const read = quiet?.[i];
    assert.deepEqual(
      [read?.arm, read?.block, read?.position, read?.status, read?.oracle],
      [arm, block, position, status, oracle],
    );
    assert.deepEqual(
      [read?.wall?.n, read?.wall?.p10, read?.wall?.p50, read?.wall?.p90, read?.wall?.p99, read?.cpu?.p50],
      [wall?.n, ...[wall?.p10, wall?.p50, wall?.p90, wall?.p99, cpu?.p50].map(tenth)],
    );
    assert.deepEqual(read?.conditions, conditions);
    assert.deepEqual([noisy?.[i]?.status, noisy?.[i]?.wall, noisy?.[i]?.conditions], ['failed', null, null]);
  }
});

test('a file of another version or with other columns is refused', (t) => {
  const path = join(makeTempFolder(t), 'made-up.ndjson.gz');
  for (const [from, to, message] of [
    ['"version":1', '"version":2', /not a corpus of version 1; take it again/],
    ['"wall_p50"', '"wall_p51"', /its columns are .*; take it again/],
  ] as const) {
    writeFileSync(path, gzipSync(gunzipSync(bytes).toString().replace(from, to)));
    assert.throws(() => readCorpus(path), message);
  }
});
