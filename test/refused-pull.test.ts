// SPDX-License-Identifier: Apache-2.0
// `doctor` tells a trial pull that was refused by its cause: a filter, Yama, or none that is known. The kernel here need
// not refuse it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PullCause, PullFacts } from '../bench/diagnosis/pull-diagnosis.ts';
import type { Finding, Machine } from '../bench/preflight/finding.ts';
import { lookAtMachine } from '../bench/preflight/look-at-machine.ts';
import { pull } from '../bench/preflight/pull.ts';
import { roleOf } from './support/made-role.ts';

const refused = {
  ...roleOf('receiver', { migrations: 0, switches: 0, opened: 0 }),
  status: 'failed',
  error: { code: 'EPERM', operation: 'pidfd_getfd', text: 'made up' },
};

async function toldOf(cause: PullCause, facts: Partial<PullFacts>): Promise<Finding> {
  const real = lookAtMachine({ helper: null, signal: new AbortController().signal });
  const seen = real.diagnoseSelf();
  const machine: Machine = {
    ...real,
    tryHelper: () =>
      Promise.resolve({
        exitCode: 1,
        startError: null,
        output: JSON.stringify({ protocol: 1, donor: null, receiver: refused }),
        errors: '',
      }),
    diagnoseSelf: () => ({ ...seen, cause, facts: { ...seen.facts, ...facts } }),
  };
  return pull.run(machine);
}

const rows: readonly (readonly [PullCause, Partial<PullFacts>, RegExp, RegExp])[] = [
  [
    'filtered',
    { fromSelf: 'EPERM', yamaScope: 1 },
    /the call itself is refused/,
    /seccomp profile.*SYS_PTRACE/,
  ],
  ['allowed', { yamaScope: 1 }, /ptrace_scope is 1/, /PR_SET_PTRACER/],
  ['allowed', { yamaScope: 2 }, /ptrace_scope is 2/, /CAP_SYS_PTRACE/],
  ['allowed', { yamaScope: 3 }, /ptrace_scope is 3/, /restart/],
  ['allowed', { yamaScope: 0 }, /answers EPERM, and none of the known rules/, /security module/],
  ['allowed', { yamaScope: 'not-built' }, /none of the known rules/, /push/],
];

for (const [ofSelf, facts, evidence, remedy] of rows) {
  test(`from oneself ${ofSelf}, Yama ${String(facts.yamaScope)}`, async () => {
    const told = await toldOf(ofSelf, facts);
    assert.equal(told.status, 'limits');
    assert.match(told.evidence, evidence);
    assert.match(told.remedy, remedy);
  });
}
