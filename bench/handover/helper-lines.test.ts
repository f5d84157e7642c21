// SPDX-License-Identifier: Apache-2.0
// The lines of `serve`, `load` and `namespace`: those of docs/handover-protocol.md are taken, whatever else a program may
// print is nobody's report, and nothing throws.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { projectRoot } from '../../test/tree/project-files.ts';
import {
  linesOf,
  parseClientsReady,
  parseClientsReport,
  parseNamespaceReady,
  parseServiceReady,
  parseServiceReport,
  reportOfGeneration,
} from './helper-lines.ts';

type Json = Readonly<Record<string, unknown>>;

const page = readFileSync(join(projectRoot, 'docs/handover-protocol.md'), 'utf8');
/** In the page a report has several lines; a helper prints it on one. */
const examples = [...page.matchAll(/```json\n([^]*?)```/g)]
  .flatMap(([, text = '']) => text.split(/\n(?=\{"protocol")/))
  .map((text) => JSON.parse(text) as Json);
const [serviceReady, service, clientsReady, clients, namespace] = examples as [Json, Json, Json, Json, Json];

const parsers = {
  parseServiceReady,
  parseServiceReport,
  parseClientsReady,
  parseClientsReport,
  parseNamespaceReady,
};
const line = (value: unknown): string => JSON.stringify(value);

describe('the page’s examples', () => {
  test('are taken, each by its own parser and by no other', () => {
    const takenBy = examples.map((example) =>
      Object.entries(parsers).flatMap(([name, parse]) => (parse(line(example)) === null ? [] : [name])),
    );
    assert.deepEqual(
      takenBy,
      Object.keys(parsers).map((name) => [name]),
    );
  });

  test('say what the page says', () => {
    assert.deepEqual(parseServiceReady(line(serviceReady))?.ports, [43_861]);
    assert.equal(parseClientsReady(line(clientsReady)), 15_997_162_791_781n);
    assert.equal(parseServiceReport(line(service))?.counts.answered, 812);
    assert.equal(parseClientsReport(line(clients))?.outcomes['served'], 1000);
    assert.equal(parseNamespaceReady(line(namespace))?.pid, 4242);
  });
});

describe('hostile lines', () => {
  const hostile: readonly unknown[] = [
    undefined,
    null,
    true,
    'x',
    -1.5,
    1e300,
    [],
    {},
    [[]],
    '9'.repeat(400),
  ];
  /** Every field of it, the nested ones too, by their path. */
  const pathsOf = (value: unknown): string[][] =>
    typeof value !== 'object' || value === null || Array.isArray(value)
      ? []
      : Object.entries(value).flatMap(([key, inner]) => [
          [key],
          ...pathsOf(inner).map((path) => [key, ...path]),
        ]);
  const withField = (value: Json, [first = '', ...rest]: readonly string[], put: unknown): Json => ({
    ...value,
    [first]: rest.length === 0 ? put : withField(value[first] as Json, rest, put),
  });

  test('any field may be anything: it is refused or taken, and nothing throws', () => {
    for (const example of examples)
      for (const path of pathsOf(example))
        for (const put of hostile)
          for (const parse of Object.values(parsers))
            assert.doesNotThrow(() => parse(line(withField(example, path, put))), path.join('.'));
  });

  test('without a field that is read later it is no report', () => {
    const needed: readonly [Json, (text: string) => unknown, readonly string[][]][] = [
      [service, parseServiceReport, [['counts'], ['counts', 'answered'], ['instants'], ['usage_since_go']]],
      [clients, parseClientsReport, [['outcomes'], ['outcomes', 'served'], ['late_max_ns']]],
      [clientsReady, parseClientsReady, [['origin']]],
      [serviceReady, parseServiceReady, [['ports']]],
      [namespace, parseNamespaceReady, [['pid'], ['status']]],
    ];
    for (const [example, parse, paths] of needed)
      for (const path of paths)
        for (const put of [undefined, null, 'x', -1.5])
          if (put !== -1.5 || !['answered', 'served', 'late_max_ns'].includes(path.at(-1) ?? ''))
            assert.equal(parse(line(withField(example, path, put))), null, path.join('.'));
  });

  test('any text, any JSON', () => {
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      fc.json().map((json) => `{"protocol":1,"role":${json}}`),
    );
    fc.assert(
      fc.property(text, (said) => {
        for (const parse of Object.values(parsers)) assert.equal(parse(said), null);
        assert.equal(reportOfGeneration(said, 1), null);
      }),
    );
  });

  test('ports are ports', () => {
    for (const ports of [[0], [-1], [65_536], [1.5], ['80'], [null], [80, 1e300], '80', {}])
      assert.equal(parseServiceReady(line({ ...serviceReady, ports })), null, JSON.stringify(ports));
    for (const ports of [[], [1], [65_535, 80]])
      assert.deepEqual(parseServiceReady(line({ ...serviceReady, ports }))?.ports, ports);
  });

  test('a namespace of everybody is none of ours', () => {
    for (const pid of [0, -1, 1.5, 2 ** 60])
      assert.equal(parseNamespaceReady(line({ ...namespace, pid })), null, String(pid));
  });

  test('an origin is digits, and not more than an instant has', () => {
    for (const origin of [5, '', '-5', '0x10', '1e9', '9'.repeat(21), ' 5'])
      assert.equal(parseClientsReady(line({ ...clientsReady, origin })), null, String(origin));
  });

  test('another protocol is another contract', () => {
    for (const [i, example] of examples.entries()) {
      const parse = Object.values(parsers)[i] ?? assert.fail();
      assert.equal(parse(line({ ...example, protocol: 2 })), null);
    }
  });
});

describe('which report', () => {
  test('the last one of its generation, among lines of anybody', () => {
    const report = (generation: number, answered: number): string =>
      line({ ...service, generation, counts: { ...(service['counts'] as Json), answered } });
    const output = [line(serviceReady), report(1, 5), 'noise', report(2, 6), report(1, 7), ''].join('\n');
    assert.equal(reportOfGeneration(output, 1)?.counts.answered, 7);
    assert.equal(reportOfGeneration(output, 2)?.counts.answered, 6);
    assert.equal(reportOfGeneration(output, 3), null);
    assert.equal(linesOf(output).length, 5);
  });

  test('an error is told in its words, and of nonsense there is none', () => {
    const error = { code: 'EADDRINUSE', operation: 'bind', text: 'in use' };
    assert.deepEqual(parseServiceReport(line({ ...service, status: 'failed', error }))?.error, error);
    assert.equal(parseServiceReport(line({ ...service, error: 7 }))?.error, null);
  });
});

describe('pauses', () => {
  const told = (pauses: unknown): unknown => parseServiceReport(line({ ...service, pauses }))?.pauses;
  test('p99 of a thousand streams, not of fewer', () => {
    const one = { streams: 999, p50_ns: 1, p99_ns: 2, max_ns: 3 };
    assert.deepEqual(told(one), { streams: 999, p50: 1, p99: null, max: 3 });
    assert.deepEqual(told({ ...one, streams: 1000 }), { streams: 1000, p50: 1, p99: 2, max: 3 });
  });
  test('of no number there are none', () => {
    for (const pauses of [undefined, null, 7, {}, { streams: '5' }, { streams: 1, p50_ns: 1, p99_ns: 1 }])
      assert.equal(told(pauses), null);
  });
});
