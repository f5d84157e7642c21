// SPDX-License-Identifier: Apache-2.0
// Of two ends, the one that explains: a peer that is gone is a consequence, not a cause.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RoleReport } from '../results/result.ts';
import { oracleVerdict } from '../stats/oracle-verdict.ts';
import { judgeLaunch } from './launch-verdict.ts';
import type { RoleEnd } from './launch-verdict.ts';
import type { HelperEnd } from './spawn-helper.ts';

const quiet: HelperEnd = {
  exitCode: 0,
  signal: null,
  output: '',
  errors: '',
  startError: null,
  endedFor: null,
};

const expected = {
  transfersCount: 4,
  batch: 2,
  isPatient: false,
  isAnnounced: true,
  cpus: { donorCpu: 2, receiverCpu: 3 },
};

const nothingWrong = { wrong_identity: 0, wrong_description: 0, not_close_on_exec: 0 };

function reported(role: 'donor' | 'receiver', report: object, end: Partial<HelperEnd> = {}): RoleEnd {
  const oracle = { ...nothingWrong, verdict: 'pass', complaint: '', received_count: 8 };
  return {
    role,
    end: { ...quiet, ...end },
    parsed: {
      kind: 'report',
      report: {
        role,
        status: 'ok',
        cpu: role === 'donor' ? 2 : 3,
        transfers: 4,
        oracle,
        error: null,
        ...report,
      } as unknown as RoleReport,
    },
  };
}

function silent(role: 'donor' | 'receiver', end: Partial<HelperEnd>): RoleEnd {
  return { role, end: { ...quiet, ...end }, parsed: { kind: 'garbage', reason: 'it printed nothing' } };
}

const failed = (code: string): object => ({ status: 'failed', error: { code, operation: 'x', text: code } });
const unsupported = (code: string): object => ({
  status: 'unsupported',
  error: { code, operation: 'x', text: code },
});

const cases: readonly (readonly [string, readonly RoleEnd[], string, string | null])[] = [
  ['both well', [reported('donor', {}), reported('receiver', {})], 'ok', null],
  [
    'the peer’s death is not the reason',
    [
      reported('donor', failed('HANDOVER_PEER_GONE'), { exitCode: 4 }),
      reported('receiver', failed('EMFILE'), { exitCode: 4 }),
    ],
    'failed',
    'EMFILE',
  ],
  [
    'a refused pull is unsupported, though the donor only lost its peer',
    [
      reported('donor', failed('HANDOVER_PEER_GONE'), { exitCode: 4 }),
      reported('receiver', unsupported('EPERM'), { exitCode: 77 }),
    ],
    'unsupported',
    'EPERM',
  ],
  [
    'killed in the middle',
    [
      silent('donor', { exitCode: null, signal: 'SIGKILL' }),
      reported('receiver', failed('HANDOVER_PEER_GONE'), { exitCode: 4 }),
    ],
    'failed',
    'HELPER_DIED',
  ],
  [
    'missing',
    [silent('donor', { startError: 'ENOENT' }), silent('receiver', { startError: 'ENOENT' })],
    'failed',
    'HELPER_MISSING',
  ],
  [
    'overdue',
    [silent('donor', { endedFor: 'deadline', signal: 'SIGTERM' }), silent('receiver', {})],
    'failed',
    'HELPER_OVERDUE',
  ],
  [
    'floods',
    [silent('donor', { endedFor: 'output', signal: 'SIGTERM' }), reported('receiver', failed('EPIPE'))],
    'failed',
    'HELPER_OUTPUT',
  ],
  ['garbage', [silent('donor', {}), reported('receiver', {})], 'failed', 'HELPER_OUTPUT'],
  [
    'a failed oracle fails the launch, whatever its status says',
    [
      reported('donor', {}),
      reported('receiver', { oracle: { ...nothingWrong, verdict: 'fail', complaint: 'a leak' } }),
    ],
    'failed',
    'ORACLE',
  ],
  [
    'an oracle that did not get to its end proves nothing',
    [
      reported('donor', failed('ETOOMANYREFS'), { exitCode: 4 }),
      reported('receiver', {
        ...failed('HANDOVER_PEER_GONE'),
        oracle: { ...nothingWrong, verdict: 'fail', complaint: 'a leak' },
      }),
    ],
    'failed',
    'ETOOMANYREFS',
  ],
  [
    'says ok, exits 4',
    [reported('donor', {}), reported('receiver', {}, { exitCode: 4 })],
    'failed',
    'HELPER_DIED',
  ],
];

for (const [name, ends, status, code] of cases) {
  test(name, () => {
    for (const order of [ends, [...ends].reverse()]) {
      const verdict = judgeLaunch(order, expected);
      assert.equal(verdict.status, status);
      assert.equal(verdict.failure?.code ?? null, code);
    }
  });
}

for (const [role, cpu, text] of [
  ['receiver', -1, /the receiver says that it ran pinned nowhere, and was to run on CPU 3/],
  ['donor', 3, /the donor says that it ran on CPU 3, and was to run on CPU 2/],
] as const) {
  test(`a ${role} that is not where it was put is measured in another placement (${String(cpu)})`, () => {
    const ends = (['donor', 'receiver'] as const).map((one) => reported(one, one === role ? { cpu } : {}));
    const { status, failure } = judgeLaunch(ends, expected);
    assert.deepEqual([status, failure?.code], ['failed', 'MISPLACED']);
    assert.match(failure?.text ?? '', text);
  });
}

test('without a placement nothing is pinned', () => {
  const ends = (['donor', 'receiver'] as const).map((role) => reported(role, { cpu: -1 }));
  const unpinned = { ...expected, cpus: { donorCpu: null, receiverCpu: null } };
  assert.equal(judgeLaunch(ends, unpinned).status, 'ok');
});

test('the helper’s own words are passed on', () => {
  const { failure } = judgeLaunch(
    [silent('donor', { exitCode: 1, errors: 'no such luck\nmore\n' })],
    expected,
  );
  assert.match(failure?.text ?? '', /the donor ended with exit code 1; it said: no such luck$/);
});

const passing = { ...nothingWrong, verdict: 'pass', complaint: '', received_count: 8 };
const unproven: readonly (readonly [string, 'donor' | 'receiver', object])[] = [
  ['an oracle that was not run', 'receiver', { oracle: { ...passing, verdict: 'not-run' } }],
  ['a descriptor too few', 'receiver', { oracle: { ...passing, received_count: 7 } }],
  ['a transfer too few', 'receiver', { transfers: 3 }],
  ['the other role', 'donor', { role: 'receiver' }],
];
for (const [name, role, report] of unproven) {
  test(`ok with ${name} is no ok`, () => {
    const ends = (['donor', 'receiver'] as const).map((each) => reported(each, each === role ? report : {}));
    const { status, failure } = judgeLaunch(ends, expected);
    assert.equal(status, 'failed');
    assert.equal(failure?.code, 'ORACLE');
  });
}

test('descriptors lost on the way are the oracle’s failure, with the helper’s own words', () => {
  const lost = reported('receiver', failed('HANDOVER_FDS_TOO_FEW'), { exitCode: 4 });
  assert.equal(lost.parsed.kind === 'report' && oracleVerdict(lost.parsed.report), 'fail');
  assert.equal(judgeLaunch([lost], expected).failure?.code, 'HANDOVER_FDS_TOO_FEW');
});
