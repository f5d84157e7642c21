// SPDX-License-Identifier: Apache-2.0
// Read as a stranger: each figure that README.md tells of a run is one of the published result, at its row, and each of a gate
// one of a stored gate or proof.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { readGate } from '../bench/results/read-gate.ts';
import { readResult } from '../bench/results/read-result.ts';
import type { Result } from '../bench/results/result.ts';
import { publishedFolders, publishedRoot } from './support/published.ts';
import type { StoredProofs } from './traces/gate-section.ts';
import { gateSection, gateTitle } from './traces/gate-section.ts';
import { readmeSection, sectionTitle } from './traces/readme-section.ts';
import { sectionOf } from './traces/readme.ts';
import { projectRoot } from './tree/project-files.ts';

const [name = ''] = publishedFolders();
const folder = join(publishedRoot, name);
const article = readFileSync(join(folder, 'report.md'), 'utf8');
const result = readResult(folder);
const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8');
const section = sectionOf(readme, sectionTitle);
const expected = readmeSection(result, `reports/published/${name}`, article);

test('README.md tells the published result as it is', () => {
  assert.ok(section === expected, `in README.md this should stand, to the letter:\n\n${expected}`);
});

const examples = join(projectRoot, 'docs', 'examples');
const proof = (kind: string): unknown =>
  JSON.parse(readFileSync(join(examples, 'proofs', `${kind}.json`), 'utf8'));
const proofs = { alike: proof('alike'), injections: proof('injections') } as StoredProofs;

test('README.md tells the stored gate and proofs as they are', async () => {
  const gate = await readGate(join(examples, 'gate'));
  const stored = gateSection(gate, proofs);
  assert.ok(
    sectionOf(readme, gateTitle) === stored,
    `in README.md this should stand, to the letter:\n\n${stored}`,
  );
  const { alike } = proofs;
  const failing = {
    ...alike,
    gates: alike.gates.map((one, at) => (at === 0 ? { ...one, verdict: 'FAIL' } : one)),
  };
  assert.notEqual(gateSection(gate, { ...proofs, alike: failing }), stored);
  assert.notEqual(gateSection({ ...gate, verdict: 'FAIL' }, proofs), stored);
});

describe('the comparison can fail', () => {
  test('any other digit is found, and so is a figure more', () => {
    const digits = [...section.matchAll(/\d/g)].map(({ index }) => index);
    assert.ok(digits.length > 300, String(digits.length));
    for (const at of digits) {
      const other = String((Number(section[at]) + 1) % 10);
      assert.notEqual(section.slice(0, at) + other + section.slice(at + 1), expected);
    }
    assert.notEqual(`${section}It takes 5.81 µs.\n`, expected);
  });

  test('another result gives another text', () => {
    const moved = (change: (row: Result['rows'][number]) => object): Result => ({
      ...result,
      rows: result.rows.map((row) => ({ ...row, ...change(row) })),
    });
    const slower = moved(({ wall }) =>
      wall === null ? {} : { wall: { ...wall, p50: { ...wall.p50, value: wall.p50.value * 1.2 } } },
    );
    const turned = moved(({ ratioToReference: ratio }) =>
      ratio === null ? {} : { ratioToReference: { ...ratio, value: 1 / ratio.value } },
    );
    for (const other of [slower, turned]) {
      assert.notEqual(readmeSection(other, `reports/published/${name}`, article), expected);
    }
    const without = { ...result, rows: result.rows.filter(({ scenario }) => scenario !== 'cold') };
    assert.throws(() => readmeSection(without, 'x', article), /has no row .*cold/);
  });
});
