// SPDX-License-Identifier: Apache-2.0
// The rules that make an endpoint INVALID: what each of them sees, what it bears, and what it says.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Failure, LaunchSummary } from '../../results/result.ts';
import type { Decision } from '../decide.ts';
import { decideGate } from '../decide.ts';
import { exampleCell } from '../testing/example-cells.ts';
import type { Change, Simulation } from '../testing/simulated-blocks.ts';
import { simulate } from '../testing/simulated-blocks.ts';

function decide(simulation: Partial<Simulation>): Promise<Decision> {
  return decideGate([exampleCell()], simulate({ seed: 1, ...simulation }));
}

function reasonOf({ endpoints }: Decision, arm: string): [string | undefined, string | undefined] {
  const found = endpoints.find(({ endpoint }) => endpoint.arms.head === arm);
  return [found?.reasons[0]?.rule, found?.reasons[0]?.text];
}

const died: Failure = { code: 'HELPER_DIED', operation: 'wait', text: 'the donor was killed by SIGSEGV' };

function lost(launch: LaunchSummary, failure: Failure, status: LaunchSummary['status']): LaunchSummary {
  return { ...launch, status, failure, wall: null, cpu: null, roundTrip: null, conditions: null };
}

/** Launches of an arm in some blocks fail. */
function failing(arm: string, isHit: (block: number) => boolean, failure = died): Change {
  return (launch) =>
    launch.arm === arm && isHit(launch.block % 100_000) ? lost(launch, failure, 'failed') : launch;
}

/** The median of an arm's launches, and everything beside it, times a factor. */
function scaled(launch: LaunchSummary, factor: number): LaunchSummary {
  if (launch.wall === null) return launch;
  const { n, p10, p50, p90 } = launch.wall;
  const tail = p90 === null ? null : p90 * factor;
  return { ...launch, wall: { n, p10: p10 * factor, p50: p50 * factor, p90: tail, p99: null } };
}

describe('oracle', () => {
  test('one launch with wrong descriptors is enough, in whichever arm', async () => {
    for (const arm of ['scm_rights head', 'scm_rights base', 'message_only']) {
      const decision = await decide({
        change: (launch) =>
          launch.arm === arm && launch.block === 7
            ? {
                ...lost(launch, { ...died, code: 'ORACLE', text: 'a wrong descriptor' }, 'failed'),
                oracle: 'fail',
              }
            : launch,
      });
      assert.equal(decision.verdict, 'INVALID');
      const [rule, text] = reasonOf(decision, 'scm_rights head');
      assert.equal(rule, 'oracle');
      assert.match(text ?? '', new RegExp(`1 of 120 launches, first ${arm} in block 7: a wrong descriptor`));
    }
  });

  test('"ok" without the proof is a failed oracle', async () => {
    const unproven = { code: 'ORACLE', operation: 'check', text: 'the receiver says ok and reports 3' };
    const decision = await decide({
      change: failing('scm_rights head', (block) => block === 3, unproven),
    });
    assert.deepEqual(reasonOf(decision, 'scm_rights head')[0], 'oracle');
  });
});

describe('failed launches', () => {
  test('one of twenty is borne', async () => {
    const decision = await decide({ change: failing('scm_rights head', (block) => block === 3) });
    assert.equal(decision.verdict, 'PASS');
  });

  test('two are not: they may be just the slow ones', async () => {
    const decision = await decide({ change: failing('scm_rights head', (block) => block % 10 === 3) });
    assert.equal(decision.verdict, 'INVALID');
    const [rule, text] = reasonOf(decision, 'scm_rights head');
    assert.equal(rule, 'failed-launches');
    assert.match(
      text ?? '',
      /2 of 20 launches of scm_rights head failed .* \(HELPER_DIED: the donor was killed/,
    );
    assert.equal(decision.endpoints.find(({ verdict }) => verdict === 'INVALID')?.looks.length, 0);
  });

  test('half of them: INVALID, and never fast', async () => {
    const decision = await decide({
      slowdownOf: (arm) => (arm === 'scm_rights head' ? -0.5 : 0),
      change: failing('scm_rights head', (block) => block % 2 === 0),
    });
    assert.equal(decision.verdict, 'INVALID');
  });

  test('of base, and of the floor and its twin, count alike', async () => {
    for (const arm of ['scm_rights base', 'message_only', 'message_only twin']) {
      const decision = await decide({ change: failing(arm, (block) => block % 4 === 0) });
      assert.equal(decision.verdict, 'INVALID', arm);
      assert.match(decision.reasons[0]?.text ?? '', new RegExp(`launches of ${arm} failed`));
    }
  });

  test('an arm that was given up has failed in every block since', async () => {
    const decision = await decide({
      spread: 0.3,
      change: (launch) => {
        if (launch.arm !== 'scm_rights head' || launch.block < 40) return launch;
        return launch.block < 43 ? lost(launch, died, 'failed') : null;
      },
    });
    const [rule, text] = reasonOf(decision, 'scm_rights head');
    assert.equal(rule, 'failed-launches');
    assert.match(text ?? '', /19 of 60 launches/);
  });

  test('an interruption in the middle of a block is not a failure', async () => {
    const decision = await decide({
      spread: 0.3,
      end: { after: 13, by: 'interrupted' },
      change: (launch) => (launch.block === 12 && launch.arm === 'scm_rights head' ? null : launch),
    });
    assert.equal(decision.verdict, 'INCONCLUSIVE');
  });
});

describe('nothing measured', () => {
  test('an arm that this machine does not allow is not a PASS of the others', async () => {
    const refused = { code: 'EPERM', operation: 'pidfd_getfd', text: 'ptrace is not permitted' };
    const decision = await decide({
      change: (launch) => {
        if (!launch.arm.startsWith('pidfd_getfd')) return launch;
        return launch.block === 0 ? lost(launch, refused, 'unsupported') : null;
      },
    });
    assert.equal(decision.verdict, 'INVALID');
    const [rule, text] = reasonOf(decision, 'pidfd_getfd head');
    assert.equal(rule, 'nothing-measured');
    assert.match(
      text ?? '',
      /pidfd_getfd (base|head) cannot run here: ptrace is not permitted.*--only mechanism/,
    );
  });
});

describe('canary', () => {
  test('twins that differ by half of what matters', async () => {
    const decision = await decide({
      change: (launch) => (launch.arm === 'message_only twin' ? scaled(launch, 1.04) : launch),
    });
    assert.equal(decision.verdict, 'INVALID');
    const [rule, text] = reasonOf(decision, 'scm_rights head');
    assert.equal(rule, 'canary');
    assert.match(text ?? '', /the same program .* differs by [34]\.\d %/);
  });

  test('twins that differ by less, however certain', async () => {
    const decision = await decide({
      change: (launch) => (launch.arm === 'message_only twin' ? scaled(launch, 1.01) : launch),
      spread: 0.002,
    });
    assert.equal(decision.verdict, 'PASS');
  });

  test('a level that moves by half, in all arms alike', async () => {
    const decision = await decide({ change: (launch) => scaled(launch, launch.block < 10 ? 1 : 1.5) });
    assert.equal(decision.verdict, 'INVALID');
    assert.match(reasonOf(decision, 'scm_rights head')[1] ?? '', /the floor moved by (4\d|5\d)\.\d %/);
  });

  test('without twins (a stored run) there is none', async () => {
    const cell = { ...exampleCell(), twins: null };
    const sources = simulate({
      seed: 1,
      change: (launch) => (launch.arm === 'message_only twin' ? scaled(launch, 1.5) : launch),
    });
    assert.equal((await decideGate([cell], sources)).verdict, 'PASS');
  });
});
