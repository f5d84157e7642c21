// SPDX-License-Identifier: Apache-2.0
// What GitHub shows: the step summary, annotations as the runner reads them, and the JSON of github-action-benchmark.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { Ajv } from 'ajv';
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
import { hostileInput } from '../reports/testing/example-variants.ts';
import { doubtedRun, exportGate, exportRun } from '../reports/testing/export-text.ts';
import { projectRoot } from './tree/project-files.ts';

describe('step-summary', () => {
  test('the verdict is the first thing, then table, doubts and how to repeat it; no chart', async () => {
    const markdown = await exportGate('step-summary', exampleGate());
    assert.match(
      markdown,
      /^# Gate: FAIL\n[^]*## The verdict[^]*\| endpoint \|[^]*## Doubts[^]*gate --base origin\/main/,
    );
    assert.doesNotMatch(markdown, /!\[/);
  });

  test('a run: the answer first', async () => {
    const markdown = await exportRun('step-summary', doubtedRun());
    assert.match(markdown, /## The answer on this machine[^]*## The numbers[^]*`drift`/);
  });

  test('never 1 MiB, whatever is stored: whole lines, a sentence that says so, code blocks closed', async () => {
    const long = exampleGate().run.arguments.concat('x'.repeat(600_000), 'y'.repeat(600_000));
    for (const gate of [hugeGate(20_000), changedGate({ run: { ...exampleGate().run, arguments: long } })]) {
      const markdown = await exportGate('step-summary', gate);
      assert.ok(Buffer.byteLength(markdown) < 1024 * 1024);
      assert.match(markdown, /\n\*\*Cut here:\*\* [^\n]*report[^\n]*\n$/);
      assert.equal((markdown.match(/^```$/gm) ?? []).length % 2, 0);
      for (const line of markdown.split('\n').filter((one) => one.startsWith('|'))) assert.match(line, /\|$/);
    }
    assert.doesNotMatch(await exportGate('step-summary', exampleGate()), /Cut here/);
  });

  test('hostile names stay text', async () => {
    const markdown = (await exportGate('step-summary', hostileGate())).replace(
      /^(`{3,})\n[\s\S]*?\n\1$/gm,
      '',
    );
    assert.doesNotMatch(markdown, /<(?!\/?code>)|\]\(|^(?:# heading|- item)$/m);
  });
});

/** What the runner makes of a line (ActionCommand.cs): undefined where it is no command. */
function readCommand(line: string): { level: string; title: string; message: string } | undefined {
  const [, level = '', title = '', message = ''] = /^::(\w+) title=([^,:]*)::(.*)$/.exec(line) ?? [];
  if (level === '') return undefined;
  const undo = (text: string): string =>
    text
      .replaceAll('%3A', ':')
      .replaceAll('%2C', ',')
      .replaceAll('%0D', '\r')
      .replaceAll('%0A', '\n')
      .replaceAll('%25', '%');
  return { level, title: undo(title), message: undo(message) };
}

async function annotationsOf(gate: GateResult) {
  const lines = (await exportGate('annotations', gate)).split('\n').slice(0, -1);
  return lines.map((line) => {
    const command = readCommand(line);
    assert.ok(command !== undefined, line);
    return command;
  });
}

describe('annotations', () => {
  test('one an endpoint that did not pass: an error for FAIL, a warning for INCONCLUSIVE', async () => {
    const found = await annotationsOf(exampleGate());
    assert.deepEqual(
      found.map(({ level, title }) => [level, title]),
      [
        ['error', 'FAIL one-descriptor same-cpu pidfd_getfd p50'],
        ['warning', 'INCONCLUSIVE one-descriptor cross-cpu scm_rights p50'],
      ],
    );
    assert.match(found[0]?.message ?? '', /head takes 12 % longer.*head \/ base 1\.120×/);
    assert.match(found[1]?.message ?? '', /doubt autocorrelation: The ratio of a block/);
  });

  test('PASS is silent, INVALID and a gate of nothing are errors', async () => {
    assert.equal(await exportGate('annotations', gateWith('PASS')), '');
    assert.deepEqual(
      (await annotationsOf(gateWith('INVALID'))).map(({ level }) => level),
      ['error', 'error', 'error'],
    );
    assert.deepEqual(
      (await annotationsOf(gateOfNothing())).map(({ level, title }) => [level, title]),
      [['error', 'INVALID gate']],
    );
  });

  test('what says nothing about the change is no error of it', async () => {
    for (const mark of [{ injected: true }, { advisory: true }]) {
      assert.ok((await annotationsOf(changedGate(mark))).every(({ level }) => level === 'warning'));
    }
  });

  test('not more than GitHub shows', async () => {
    const found = await annotationsOf(hugeGate(1000));
    assert.equal(found.length, 9);
    assert.match(found.at(-1)?.message ?? '', /492 more did not pass/);
    const skip = { scenario: 'batch', placement: null, arm: null, point: 7, reason: 'no', remedy: 'yes' };
    const withSkips = await annotationsOf({ ...hugeGate(1000), skips: [skip, skip] });
    assert.equal(withSkips.length, 10);
    assert.match(withSkips.at(-1)?.message ?? '', /^batch × 7 was not measured: no; yes.*batch × 7 was/);
  });

  test('no name ends a command or begins another', async () => {
    const found = await annotationsOf(hostileGate());
    assert.equal(found.length, 2);
    const [one] = exampleGate().endpoints;
    assert.ok(one !== undefined);
    const sly = 'a%0A::warning::b%25\r\n::error title=x::y,file=z';
    const endpoint = { ...one, verdict: 'FAIL', endpoint: { ...one.endpoint, id: sly } } as const;
    const [command, ...others] = await annotationsOf(changedGate({ endpoints: [endpoint] }));
    assert.deepEqual(others, []);
    assert.equal(command?.title, 'FAIL a%0A::warning::b%25 ::error title=x::y,file=z');
  });

  test('a text of a megabyte is cut, and shows that it is', async () => {
    const reasons = [{ rule: 'fail', text: 'x'.repeat(1_000_000) }];
    const endpoints = gateWith('FAIL').endpoints.map((one) => ({ ...one, reasons }));
    for (const { message } of await annotationsOf(changedGate({ endpoints }))) {
      assert.ok(message.length <= 4000);
      assert.match(message, /…$/);
    }
  });
});

interface Entry {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  readonly range?: string;
  readonly extra?: string;
}

function readEntries(text: string): readonly Entry[] {
  const entries = JSON.parse(text) as Entry[];
  const file = join(projectRoot, 'test/fixtures/exporters/github-action-benchmark.schema.json');
  const validate = new Ajv().compile(JSON.parse(readFileSync(file, 'utf8')) as object);
  assert.ok(validate(entries), JSON.stringify(validate.errors));
  return entries;
}

describe('github-action-benchmark', () => {
  test('a gate: the head in ns and its ratio, with interval, verdict and doubts', async () => {
    const entries = readEntries(await exportGate('github-action-benchmark', exampleGate()));
    assert.deepEqual(entries.map(({ name, unit }) => [name, unit]).slice(0, 2), [
      ['one-descriptor same-cpu scm_rights p50', 'ns'],
      ['one-descriptor same-cpu scm_rights p50 head / base', 'ratio'],
    ]);
    assert.match(entries[3]?.range ?? '', /^1\.10\d* to 1\.13\d*$/);
    assert.match(entries[5]?.extra ?? '', /^verdict: INCONCLUSIVE\n[^]*\ndoubt autocorrelation: /);
  });

  test('a run: every arm, with the doubts about it', async () => {
    const entries = readEntries(await exportRun('github-action-benchmark', doubtedRun()));
    const doubted = entries.find(({ name }) => name === 'one-descriptor same-cpu pidfd_getfd p50');
    assert.match(doubted?.extra ?? '', /doubts: drift/);
    assert.equal(new Set(entries.map(({ name }) => name)).size, entries.length);
  });

  test('nothing measured is an empty list, hostile names are names', async () => {
    assert.deepEqual(readEntries(await exportGate('github-action-benchmark', emptyGate())), []);
    assert.equal(readEntries(await exportGate('github-action-benchmark', hostileGate())).length, 6);
    assert.equal(readEntries(await exportGate('github-action-benchmark', hugeGate(2000))).length, 4000);
    const { result } = hostileInput();
    assert.ok(readEntries(await exportRun('github-action-benchmark', { ...result, doubts: [] })).length > 10);
  });
});
