// SPDX-License-Identifier: Apache-2.0
// A stored gate is read back whole, its report is built again, and one that was damaged, changed by hand or written by
// another version is refused with a sentence that says what to do.

import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { DoubtId } from '../bench/results/doubt.ts';
import type { EndpointResult, GateResult, Look } from '../bench/results/gate-result.ts';
import { checkGate, readGate } from '../bench/results/read-gate.ts';
import { StoredRunError } from '../bench/results/stored-run-error.ts';
import { makeTempFolder, runProgram } from './support/program.ts';
import { storeGate } from './support/stored-gate.ts';

const slowHead = { slowdownOf: (arm: string) => (arm.endsWith(' head') ? 0.2 : 0) };

describe('what was stored is what is read', () => {
  for (const [name, simulation, verdict] of [
    ['PASS', {}, 'PASS'],
    ['FAIL, with its second pass', slowHead, 'FAIL'],
    ['INCONCLUSIVE', { spread: 0.3 }, 'INCONCLUSIVE'],
    ['INVALID', { end: { after: 3, by: 'interrupted' } }, 'INVALID'],
  ] as const) {
    test(name, async (t) => {
      const folder = makeTempFolder(t);
      const gate = await storeGate(folder, simulation);
      assert.equal(gate.verdict, verdict);
      assert.deepEqual(await readGate(folder), JSON.parse(JSON.stringify(gate)));
    });
  }
});

describe('what was asked for and cannot be measured here', () => {
  const leftOut = [
    {
      scenario: 'one-descriptor',
      placement: 'cross-cpu',
      arm: null,
      point: null,
      reason: 'it needs two CPUs, one is allowed',
      remedy: 'allow another',
    },
  ] as const;

  test('makes a PASS of the rest INVALID: said in the table, the page and every export', async (t) => {
    const folder = makeTempFolder(t);
    const { verdict, reasons } = await storeGate(folder, {}, leftOut);
    assert.equal(verdict, 'INVALID');
    assert.deepEqual(
      reasons.map(({ rule }) => rule),
      ['left-out'],
    );
    assert.equal((await readGate(folder)).verdict, 'INVALID');
    const text =
      /one-descriptor cross-cpu was not measured: it needs two CPUs, one is allowed; allow another/;
    const report = await runProgram(['report', folder]);
    assert.match(report.stdout, text);
    assert.match(report.stdout, /Verdict: INVALID/);
    assert.match(readFileSync(join(folder, 'gate.html'), 'utf8'), /it needs two CPUs, one is allowed/);
    for (const format of ['junit', 'annotations', 'step-summary']) {
      const { stdout } = await runProgram(['export', folder, '--format', format]);
      assert.match(stdout, /it needs two CPUs, one is allowed/, format);
      assert.match(stdout, /INVALID/, format);
    }
  });

  test('does not hide a FAIL of the rest', async (t) => {
    const { verdict, reasons } = await storeGate(makeTempFolder(t), slowHead, leftOut);
    assert.equal(verdict, 'FAIL');
    assert.equal(reasons.at(-1)?.rule, 'left-out');
  });
});

test('"report" builds the files again, and says the verdict', async (t) => {
  const folder = makeTempFolder(t);
  await storeGate(folder, slowHead);
  const { exitCode, stdout, stderr } = await runProgram(['report', folder]);
  assert.equal(exitCode, 0, stderr);
  assert.match(stdout, /one-descriptor same-cpu scm_rights p50 .* FAIL/);
  assert.match(stdout, /Verdict: FAIL\n\nReport: .*gate\.html/);
  const files = readdirSync(folder);
  assert.ok(['gate.html', 'gate.md', 'charts'].every((file) => files.includes(file)));
});

describe('refused, exit code 2', () => {
  const text: readonly (readonly [string, (text: string) => string, RegExp])[] = [
    ['cut off', (json) => json.slice(0, json.length / 2), /not JSON \(cut off, or edited by hand\?\)/],
    ['not an object', () => 'null', /not a gate of this benchmark/],
    ['of another program', () => '{"schema":"other"}', /not a gate of this benchmark/],
    [
      'of another version',
      (json) => json.replace('"version": 1', '"version": 99'),
      /version 99 of the gate's format, this program reads version 1; use the release that wrote it/,
    ],
    ['without a version', (json) => json.replace('"version": 1', '"versio": 1'), /version missing/],
    ['NaN', (json) => json.replace(/"ratio": [\d.]+/, '"ratio": NaN'), /not JSON/],
  ];
  for (const [name, change, message] of text) {
    test(name, async (t) => {
      const folder = makeTempFolder(t);
      await storeGate(folder);
      const path = join(folder, 'gate.json');
      writeFileSync(path, change(readFileSync(path, 'utf8')));
      await assert.rejects(readGate(folder), (error) => {
        assert.ok(error instanceof StoredRunError && error.exitCode === 2);
        assert.match(error.message, message);
        return true;
      });
    });
  }

  test('with the samples of another', async (t) => {
    const folder = makeTempFolder(t);
    await storeGate(folder);
    appendFileSync(join(folder, 'samples.ndjson.gz'), 'more');
    await assert.rejects(readGate(folder), /these are not the samples of this gate/);
  });

  test('not there', async (t) => {
    await assert.rejects(
      readGate(makeTempFolder(t)),
      /gate\.json: cannot be read \(ENOENT\); name the folder/,
    );
  });
});

describe('a field that was changed is noticed', () => {
  type Change = (gate: GateResult) => unknown;
  const first = (gate: GateResult): EndpointResult => gate.endpoints[0] as EndpointResult;
  const inFirst =
    (change: Partial<EndpointResult>): Change =>
    (gate) => ({ ...gate, endpoints: [{ ...first(gate), ...change }, ...gate.endpoints.slice(1)] });
  const inLook =
    (change: object): Change =>
    (gate) =>
      inFirst({ looks: [{ ...first(gate).looks[0], ...change } as Look] })(gate);
  const cases: readonly (readonly [string, Change, RegExp])[] = [
    ['a field too much', (gate) => ({ ...gate, extra: 1 }), /its top must NOT have additional properties/],
    ['a field too few', ({ advisory: _, ...gate }) => gate, /must have required property 'advisory'/],
    [
      'a verdict that is none',
      (gate) => ({ ...gate, verdict: 'GREEN' }),
      /\/verdict must be equal to one of/,
    ],
    ['a text for a number', inLook({ ratio: '1' }), /looks\/0\/ratio/],
    ['a p above 1', inLook({ pSlower: 1.5 }), /looks\/0\/pSlower must be <= 1/],
    [
      'an unknown doubt',
      inFirst({ doubts: ['mood' as DoubtId] }),
      /\/endpoints\/0\/doubts\/0 must be equal to one of/,
    ],
    [
      'a launch of a run’s shape before version 2',
      (gate) => ({ ...gate, launches: gate.launches.map(({ conditions: _, ...launch }) => launch) }),
      /\/launches\/0 must have required property 'conditions'/,
    ],
    [
      'a PASS that an endpoint does not have',
      inFirst({ verdict: 'FAIL' }),
      /its verdict is PASS and not every endpoint passes/,
    ],
    ['a FAIL that no endpoint has', (gate) => ({ ...gate, verdict: 'FAIL' }), /no endpoint's is/],
    ['a PASS of nothing', (gate) => ({ ...gate, endpoints: [] }), /its verdict is PASS, of nothing/],
    [
      'an advisory FAIL',
      (gate) => ({ ...gate, verdict: 'FAIL', advisory: true }),
      /advisory and its verdict is FAIL/,
    ],
  ];
  for (const [name, change, message] of cases) {
    test(name, async (t) => {
      const stored = JSON.parse(JSON.stringify(await storeGate(makeTempFolder(t)))) as GateResult;
      assert.doesNotThrow(() => checkGate(stored, 'gate.json'));
      assert.throws(
        () => checkGate(change(stored), 'gate.json'),
        (error) => error instanceof StoredRunError && message.test(error.message),
      );
    });
  }
});
