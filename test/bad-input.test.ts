// SPDX-License-Identifier: Apache-2.0
// Wrong words on the command line, and places that cannot be written to: refused before anything
// starts, with exit code 2 and a sentence that says what to do. No stack trace, nothing left behind.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { readRun } from '../bench/results/read-result.ts';
import { mainPath, makeTempFolder, runProgram } from './support/program.ts';
import { storeRun } from './support/stored-run.ts';

describe('wrong words', () => {
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [['--quik'], /unknown option '--quik'\n\(Did you mean --quick\?\)/],
    [['list', '--jsn'], /unknown option '--jsn'/],
    [['lst'], /unknown command "lst"\. Did you mean "list"\? Known: run, gate/],
    [['xyzxyzxyz'], /unknown command "xyzxyzxyz"\. Known: run/],
    [['run', 'extra'], /too many arguments/],
    [['report'], /report: name the folder of a run, a gate or a calibration/],
    [['--only', 'scenario=nothing-like-it'], /unknown scenario "nothing-like-it"/],
    [['--only', 'mechanism=scm-rights'], /Did you mean "scm_rights"\?/],
    [['--only', 'colour=red'], /unknown key "colour".*Known: scenario, mechanism, placement, point, variant/],
    [['--only', 'scenario=cold,batch=252'], /match nothing/],
    [['--placement', 'same'], /Allowed choices are same-cpu, cross-cpu, unpinned/],
    [['--blocks', '0'], /--blocks: "0" is not a whole number from 1 to 10000/],
    [['--blocks', '-3'], /--blocks: "-3"/],
    [['--blocks', '2.5'], /--blocks: "2\.5"/],
    [['--blocks', '1e3'], /--blocks: "1e3"/],
    [['--blocks', '99999999999999999999'], /--blocks: "99999999999999999999"/],
    [['--blocks', 'ten'], /--blocks: "ten"/],
    [['--blocks', '10001'], /--blocks: "10001"/],
    [['--budget', '60'], /--budget: "60" is not a time such as 60s, 5m or 1h, up to 24h/],
    [['--budget', '0s'], /--budget: "0s" is not a time/],
    [
      ['--budget', '0.01s'],
      /--budget 0\.01s is too small: 10 blocks of each of the \d+ cells .* take about .*--only or --quick/,
    ],
    [['--seed', '-1'], /--seed: "-1"/],
    [['--seed', '9007199254740993'], /--seed: "9007199254740993"/],
    [['--deadline-ms', '0'], /--deadline-ms: "0"/],
  ];
  for (const [words, message] of cases) {
    test(words.join(' '), async (t) => {
      const out = join(makeTempFolder(t), 'run');
      const isRun = words[0]?.startsWith('--') === true;
      const { exitCode, stdout, stderr } = await runProgram([...words, ...(isRun ? ['--out', out] : [])]);
      assert.match(stderr, message);
      assert.doesNotMatch(stderr, /\n\s+at /);
      assert.equal(stdout, '');
      assert.equal(exitCode, 2);
      assert.ok(!existsSync(out));
    });
  }
});

describe('few blocks are taken, with a warning', () => {
  for (const [blocks, warning] of [
    ['1', /under 10 no interval/],
    ['12', /fewer than 20 are wide/],
  ] as const) {
    test(`--blocks ${blocks}`, async (t) => {
      const out = join(makeTempFolder(t), 'run');
      const only = 'scenario=one-descriptor,placement=same-cpu';
      const { exitCode, stderr } = await runProgram(['--only', only, '--blocks', blocks, '--out', out]);
      assert.match(stderr, warning);
      assert.equal(exitCode, 0);
      const hasInterval = (await readRun(out)).rows.some(({ wall }) => wall?.p50.interval);
      assert.equal(hasInterval, Number(blocks) >= 10);
    });
  }
});

describe('--out', () => {
  const only = ['--only', 'scenario=one-descriptor,placement=same-cpu', '--blocks', '1', '--out'];

  test('on a file', async (t) => {
    const file = join(makeTempFolder(t), 'file');
    writeFileSync(file, 'mine');
    const { exitCode, stderr } = await runProgram([...only, file]);
    assert.match(stderr, /is not a folder; name a new one/);
    assert.equal(exitCode, 2);
    assert.equal(readFileSync(file, 'utf8'), 'mine');
  });

  test('on an existing result', async (t) => {
    const folder = makeTempFolder(t);
    storeRun(folder);
    const before = readFileSync(join(folder, 'result.json'), 'utf8');
    const { exitCode, stderr } = await runProgram([...only, folder]);
    assert.match(stderr, /already holds result\.json; name a new folder/);
    assert.equal(exitCode, 2);
    assert.equal(readFileSync(join(folder, 'result.json'), 'utf8'), before);
  });

  test('where nobody may write', async () => {
    const { exitCode, stderr } = await runProgram([...only, '/proc/fd-handover-run']);
    assert.match(stderr, /--out: cannot write to \/proc\/fd-handover-run \(E[A-Z]+\); choose a folder/);
    assert.equal(exitCode, 2);
  });

  test(
    'where this user may not write',
    { skip: process.getuid?.() === 0 && 'root may write anywhere' },
    async (t) => {
      const folder = makeTempFolder(t);
      chmodSync(folder, 0o500);
      const { exitCode, stderr } = await runProgram([...only, folder]);
      assert.match(stderr, /cannot write to .*EACCES/);
      assert.equal(exitCode, 2);
    },
  );

  test('an empty folder is taken, and filled', async (t) => {
    const folder = makeTempFolder(t);
    const { exitCode } = await runProgram([...only, folder]);
    assert.equal(exitCode, 0);
    assert.ok(readdirSync(folder).includes('result.json'));
  });
});

describe('a full disk', () => {
  // No file may grow beyond the limit: to a writer the same as a full disk, and nobody needs to be root.
  const limited = (blocks: number): string[] => [
    'sh',
    '-c',
    `trap '' XFSZ; ulimit -f ${String(blocks)}; exec "$0" "$@"`,
    process.execPath,
    mainPath,
  ];
  const words = [
    '--quick',
    '--only',
    'scenario=one-descriptor,placement=same-cpu',
    '--blocks',
    '200',
    '--out',
  ];

  test('a disk that is really full: the result is written into the room kept for it', async (t) => {
    const folder = makeTempFolder(t);
    const [disk, kept] = [join(folder, 'disk'), join(folder, 'kept')];
    const script = `mount -t tmpfs -o size=10m none '${disk}' || exit 99; "$0" "$@"; code=$?; cp -r '${disk}/run' '${kept}'; exit $code`;
    mkdirSync(disk);
    const onDisk = ['unshare', '-rm', 'sh', '-c', script, process.execPath, mainPath];
    const { exitCode, stderr } = await runProgram([...words, join(disk, 'run')], onDisk).catch(noSuchProgram);
    if (exitCode === 99 || /^unshare/m.test(stderr)) {
      t.skip('no tmpfs can be mounted here');
      return;
    }
    assert.match(stderr, /samples\.ndjson\.gz: no more could be written \(ENOSPC\)/);
    assert.equal(exitCode, 4);
    assert.ok((await readRun(kept)).launches.length > 0);
    assert.deepEqual(readdirSync(kept).sort(), [
      'charts',
      'report.html',
      'report.md',
      'result.json',
      'samples.ndjson.gz',
    ]);
  });

  test('no room at all: refused before anything is measured', async (t) => {
    const out = join(makeTempFolder(t), 'run');
    const { exitCode, stderr } = await runProgram([...words, out], limited(400));
    assert.match(stderr, /\.reserved: no more could be written \(E[A-Z]+\); make room/);
    assert.doesNotMatch(stderr, /\n\s+at /);
    assert.equal(exitCode, 4);
    assert.ok(!existsSync(out));
  });
});

describe('an answer that nobody gets', () => {
  // A failed write must never look like 1, which says that head is slower.
  test('standard output on a full disk: exit code 4', async () => {
    const full = ['sh', '-c', 'exec "$0" "$@" > /dev/full', process.execPath, mainPath];
    for (const words of [['list'], ['gate', '--help']]) {
      const { exitCode, stderr } = await runProgram(words, full);
      assert.equal(exitCode, 4, words.join(' '));
      assert.doesNotMatch(stderr, /\n\s+at /);
    }
  });
  test('a fault of ours ends with 4 as well, and says where', async () => {
    const fault = 'data:text/javascript,process.once("beforeExit",()=>{throw new Error("made up")})';
    const { exitCode, stderr } = await runProgram(['list'], [process.execPath, '--import', fault, mainPath]);
    assert.equal(exitCode, 4);
    assert.match(stderr, /Error: made up\n\s+at /);
  });
  test('standard error on a full disk is no reason to fail', async () => {
    const full = ['sh', '-c', 'exec "$0" "$@" 2> /dev/full', process.execPath, mainPath];
    assert.equal((await runProgram(['list'], full)).exitCode, 0);
    assert.equal((await runProgram(['nonsense'], full)).exitCode, 2);
  });
});

test('an export goes through a pipe with a name and does not take its place', async (t) => {
  const folder = makeTempFolder(t);
  storeRun(folder);
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const reader = runProgram([pipe], ['cat']);
  const { exitCode, stderr } = await runProgram(['export', folder, '--format', 'csv', '--out', pipe]);
  assert.equal(exitCode, 0, stderr);
  assert.ok(statSync(pipe).isFIFO());
  assert.match((await reader).stdout, /^launch,/);
});

test('report into a place that cannot be written to', async (t) => {
  const folder = makeTempFolder(t);
  storeRun(folder);
  const { exitCode, stderr } = await runProgram(['report', folder, '--out', '/proc/fd-handover']);
  assert.match(stderr, /cannot write \/proc\/fd-handover\/report\.html \(E[A-Z]+\); choose a folder/);
  assert.equal(exitCode, 2);
});

test('a reader that goes away is no error', async () => {
  const { exitCode, stderr } = await runProgram(
    [],
    ['sh', '-c', `'${process.execPath}' '${mainPath}' list | head -n 1`],
  );
  assert.equal(stderr, '');
  assert.equal(exitCode, 0);
});

/** spawn's own error, where a tool is not installed. */
function noSuchProgram(error: Error): { exitCode: number; stderr: string } {
  return { exitCode: 99, stderr: error.message };
}
