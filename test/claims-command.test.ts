// SPDX-License-Identifier: Apache-2.0
// The command `claims`, as a user starts it: each claim has a verdict by the rule, and the command ends as it says.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { helperPath } from '../bench/native.ts';
import { verdictOf } from '../bench/play/judge-claim.ts';
import type { ClaimOutcome } from '../bench/results/claim-outcome.ts';
import { claimedKinds } from '../scenarios/claims/any-kind.ts';
import { claims } from '../scenarios/claims/index.ts';
import { childrenOf, isRunning, waitFor } from './support/fake-helper.ts';
import { makeTempFolder, runProgram, startProgram } from './support/program.ts';

const claimsIn = (stdout: string): readonly ClaimOutcome[] =>
  (JSON.parse(stdout) as { claims: readonly ClaimOutcome[] }).claims;

describe('claims', () => {
  test('all ten are judged by their parts; what live handovers must decide is open', async () => {
    const { exitCode, stdout, stderr } = await runProgram(['claims', '--json']);
    assert.equal(exitCode, 0, `${stdout}\n${stderr}`);
    const outcomes = claimsIn(stdout);
    assert.deepEqual(
      outcomes.map(({ id, parts }) => [id, parts.length]),
      claims.map(({ id, parts }) => [id, parts.length]),
    );
    for (const { id, verdict, evidence, command, parts } of outcomes) {
      assert.equal(verdict, verdictOf(parts), id);
      assert.ok(evidence.length > 0, id);
      assert.match(command, new RegExp(`claims --only ${id}\\b`));
    }
    const proxies = outcomes.find(({ id }) => id === 'C9');
    assert.equal(proxies?.verdict, 'open');
    assert.match(proxies.evidence, /--only scenario=handover-rates/);
  });

  test('one alone, as a table', async () => {
    const { exitCode, stdout } = await runProgram(['claims', '--only', 'C3']);
    assert.equal(exitCode, 0, stdout);
    assert.match(stdout, /C3 .*pidfd_send_signal/);
    assert.doesNotMatch(stdout, /C2/);
  });

  test('one that is not there, and a run that is not there, are refused before anything is played', async (t) => {
    const unknown = await runProgram(['claims', '--only', 'C11']);
    assert.equal(unknown.exitCode, 2);
    assert.match(unknown.stderr, /unknown claim "C11"/);
    const missing = await runProgram(['claims', '--with', join(makeTempFolder(t), 'none')]);
    assert.equal(missing.exitCode, 2);
    assert.equal(missing.stdout, '');
  });

  test('Ctrl-C ends the players, too', async () => {
    const program = startProgram(['claims']);
    const players = await waitFor(() => {
      const found = childrenOf(program.child.pid ?? 0);
      return found.length > 0 ? found : undefined;
    });
    program.child.kill('SIGINT');
    const { exitCode, stdout } = await program.ended;
    assert.equal(exitCode, 130);
    assert.equal(stdout, '');
    assert.deepEqual(players.filter(isRunning), []);
  });

  test('any kind means every kind that the core can open', () => {
    const listed = JSON.parse(execFileSync(helperPath(), ['list'], { encoding: 'utf8' })) as {
      kinds: readonly { name: string }[];
    };
    assert.deepEqual([...claimedKinds].sort(), listed.kinds.map(({ name }) => name).sort());
  });
});
