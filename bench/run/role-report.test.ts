// SPDX-License-Identifier: Apache-2.0
// What a helper may print, and what becomes of it.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { parseLaunchReport, parseRoleReport } from './role-report.ts';

const good = {
  protocol: 1,
  role: 'receiver',
  status: 'ok',
  pid: 4242,
  cpu: -1,
  transfers: 350,
  messages: 350,
  oracle: {
    verdict: 'pass',
    method: 'kcmp',
    received_count: 350,
    identity_checked: 350,
    description_checked: 2,
    wrong_identity: 0,
    wrong_description: 0,
    not_close_on_exec: 0,
    open_before: 6,
    open_after: 6,
    complaint: '',
  },
  usage: {
    user_ns: 1,
    system_ns: 1,
    voluntary_switches: 1,
    involuntary_switches: 1,
    minor_faults: 1,
    major_faults: 0,
    migrations: null,
    max_rss_bytes: 1,
  },
  clock: { cost_ns: 23.1, quantum_ns: 10 },
  error: null,
};

describe('taken', () => {
  test('a report, as it is', () => {
    assert.deepEqual(parseRoleReport(`${JSON.stringify(good)}\n`), { kind: 'report', report: good });
  });

  test('fields that nobody knows are left behind', () => {
    const parsed = parseRoleReport(
      JSON.stringify({ ...good, extra: '<script>', usage: { ...good.usage, more: 1 } }),
    );
    assert.deepEqual(parsed, { kind: 'report', report: good });
  });

  test('a slowdown on purpose stays in the report; without one the word is not there', () => {
    const slowed = { ...good, injected_ns: 250 };
    assert.deepEqual(parseRoleReport(JSON.stringify(slowed)), { kind: 'report', report: slowed });
    const parsed = parseRoleReport(JSON.stringify(good));
    assert.ok(parsed.kind === 'report' && !('injected_ns' in parsed.report));
  });

  test('the work beside stays in the report; without one the word is not there', () => {
    const busy = { ...good, role: 'donor', work: { requests: 5, busy_ns: 250_000, span_ns: 300_000 } };
    const found = parseRoleReport(JSON.stringify({ ...busy, work: { ...busy.work, more: 1 } }));
    assert.deepEqual(found, { kind: 'report', report: busy });
  });

  test('launch: one report a role', () => {
    const line = JSON.stringify({
      protocol: 1,
      role: 'launch',
      donor: { ...good, role: 'donor' },
      receiver: good,
    });
    const { donor, receiver } = parseLaunchReport(line);
    assert.equal(donor.kind === 'report' && donor.report.role, 'donor');
    assert.equal(receiver.kind, 'report');
  });
});

describe('refused', () => {
  const reasons: readonly (readonly [string, string, RegExp])[] = [
    ['nothing', '', /printed nothing/],
    ['garbage', 'hello\nworld', /printed "hello/],
    ['an array', '[]', /instead of its JSON line/],
    ['half a line', JSON.stringify(good).slice(0, 100), /instead of its JSON line/],
    [
      'a missing field',
      JSON.stringify({ ...good, usage: { ...good.usage, user_ns: undefined } }),
      /"usage\.user_ns"/,
    ],
    ['a wrong type', JSON.stringify({ ...good, pid: '4242' }), /"pid"/],
    ['an injection in words', JSON.stringify({ ...good, injected_ns: 'none' }), /"injected_ns"/],
    [
      'work without its span',
      JSON.stringify({ ...good, work: { requests: 1, busy_ns: 1 } }),
      /"work\.span_ns"/,
    ],
    ['work that is none', JSON.stringify({ ...good, work: 7 }), /"work"/],
    ['an unknown word', JSON.stringify({ ...good, status: 'fine' }), /"status"/],
  ];
  for (const [name, output, message] of reasons) {
    test(name, () => {
      const parsed = parseRoleReport(output);
      assert.ok(parsed.kind === 'garbage');
      assert.match(parsed.reason, message);
    });
  }

  test('another protocol', () => {
    assert.deepEqual(parseRoleReport(JSON.stringify({ ...good, protocol: 2 })), {
      kind: 'protocol',
      version: '2',
    });
    assert.equal(parseRoleReport('{}').kind, 'protocol');
  });

  test('whatever is printed, parsing does not throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (output) => {
        assert.notEqual(parseRoleReport(output).kind, 'report');
        parseLaunchReport(output);
      }),
    );
  });
});
