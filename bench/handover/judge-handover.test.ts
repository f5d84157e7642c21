// SPDX-License-Identifier: Apache-2.0
// Each reason not to count a handover, beside its twin that differs in that alone and counts.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { HandoverArm } from '../../scenarios/handover-scenario.ts';
import { noHandover, scmRights } from '../../scenarios/handover/arms.ts';
import { usualHandover } from '../../scenarios/handover/parameters.ts';
import type { Ledger } from '../results/handover.ts';
import { judgeHandover } from './judge-handover.ts';
import type { SubjectEnd } from './subject.ts';
import { noInstants } from './subject.ts';
import { endWith, ledgerWith } from './testing/made-handover.ts';

interface Told {
  readonly arm?: HandoverArm;
  readonly ledger?: Partial<Ledger>;
  readonly end?: Partial<SubjectEnd>;
  readonly streams?: number;
  readonly requests?: number;
  readonly lastDueOfOld?: number | null;
}

function judged({
  arm = scmRights,
  ledger,
  end,
  streams = 0,
  requests = 1,
  lastDueOfOld = 200,
}: Told): ReturnType<typeof judgeHandover> {
  const parameters = { ...usualHandover, streams, requests };
  return judgeHandover({ arm, parameters }, ledgerWith(ledger), endWith(end), lastDueOfOld);
}

const onlyOld = { servedByOld: 50, servedByNew: 0 };
const shutsDown = { ...scmRights, fault: 'shuts-down' } as const;
const answeredByOld = { answered: { old: 50, new: 0 } };
const died = { code: 'SERVICE_DIED', operation: 'serve', text: 'the old process ended by SIGKILL' };

const cases: readonly { name: string; code: string; refused: Told; twin: Told }[] = [
  { name: 'a process failed', code: 'SERVICE_DIED', refused: { end: { failure: died } }, twin: {} },
  {
    name: 'something was never offered',
    code: 'CLIENTS_EXHAUSTED',
    refused: { ledger: { notOffered: 1 } },
    twin: { ledger: { notOffered: 0 } },
  },
  {
    name: 'the order was never given',
    code: 'ORACLE',
    refused: { end: { instants: noInstants } },
    twin: { end: { instants: { ...noInstants, go: 0n, closed: 1n } } },
  },
  {
    name: 'the old process gave it up',
    code: 'ORACLE',
    refused: { end: { resumed: 1 } },
    twin: { end: { resumed: 0 } },
  },
  {
    name: 'the old process never closed',
    code: 'ORACLE',
    refused: { end: { instants: { ...noInstants, go: 0n } } },
    twin: { end: { instants: { ...noInstants, go: 0n }, resumed: null } },
  },
  {
    name: 'the old process serves on',
    code: 'ORACLE',
    refused: { lastDueOfOld: 10 },
    twin: { lastDueOfOld: 60 },
  },
  {
    name: 'the service had no descriptor left',
    code: 'SERVICE_EXHAUSTED',
    refused: { end: { acceptFailures: 1 } },
    twin: { end: { acceptFailures: null } },
  },
  {
    name: 'a new process in the control',
    code: 'ORACLE',
    refused: { arm: noHandover, ledger: { servedByNew: 1 }, end: { answered: { old: 50, new: 1 } } },
    twin: { arm: noHandover, ledger: onlyOld, end: answeredByOld },
  },
  {
    name: 'nothing served by the new process, but by a fault that means it',
    code: 'ORACLE',
    refused: { ledger: onlyOld, end: answeredByOld },
    twin: { arm: shutsDown, ledger: onlyOld, end: answeredByOld },
  },
  {
    name: 'fewer answers than so many connections asked for',
    code: 'ORACLE',
    refused: { requests: 3, end: { answered: { old: 150, new: 149 } } },
    twin: { requests: 3, end: { answered: { old: 150, new: 150 } } },
  },
  {
    name: 'an answer that nobody gave',
    code: 'ORACLE',
    refused: { end: { answered: { old: 50, new: 49 } } },
    twin: { end: { answered: { old: 50, new: 50 } } },
  },
  {
    name: 'an answer of the old process that nobody gave, whatever was lost',
    code: 'ORACLE',
    refused: { ledger: { reset: 3 }, end: { answered: { old: 49, new: 51 } } },
    twin: { ledger: { reset: 3 }, end: { answered: { old: 51, new: 51 } } },
  },
  {
    name: 'an answer too many where nothing was lost',
    code: 'ORACLE',
    refused: { end: { answered: { old: 51, new: 50 } } },
    twin: { ledger: { timedOut: 1 }, end: { answered: { old: 51, new: 50 } } },
  },
  {
    name: 'an answer too many where no datagram was doubled',
    code: 'ORACLE',
    refused: { end: { answered: { old: 50, new: 51 } } },
    twin: { ledger: { doubled: 1 }, end: { answered: { old: 50, new: 51 } } },
  },
  {
    name: 'the frames that open streams are in no ledger',
    code: 'ORACLE',
    refused: { streams: 10, end: { answered: { old: 50, new: 50 } } },
    twin: { streams: 10, end: { answered: { old: 60, new: 50 } } },
  },
];

describe('refused, and counted but for that', () => {
  for (const { name, code, refused, twin } of cases) {
    test(name, () => {
      const failure = judged(refused);
      assert.equal(failure?.code, code);
      assert.notEqual(failure.text, '');
      assert.equal(judged(twin), null);
    });
  }
});

test('a loss is a result, no failure', () => {
  const ledger = { refused: 5, reset: 4, timedOut: 3, closedEarly: 2, wrong: 1 };
  assert.equal(judged({ ledger }), null);
});

test('a peer counts nothing: the clients are the only witness', () => {
  assert.equal(judged({ end: { answered: null } }), null);
  assert.equal(judged({ ledger: onlyOld, end: { answered: null } })?.code, 'ORACLE');
});

test('both numbers are in the text', () => {
  assert.match(judged({ end: { answered: { old: 7, new: 9 } } })?.text ?? '', /50 .* 50 .* 7 and 9$/);
});
