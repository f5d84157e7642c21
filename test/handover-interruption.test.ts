// SPDX-License-Identifier: Apache-2.0
// Ctrl-C at any time of a live handover, and helpers that do not keep the contract: no record or a clear failure, and nothing
// is left that runs.

import assert from 'node:assert/strict';
import { chmodSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import type { HandoverArm } from '../scenarios/handover-scenario.ts';
import { inheritExec, noHandover, pidfdGetfd, reuseport, scmRights } from '../scenarios/handover/arms.ts';
import { handoverPeers } from '../scenarios/handover/peers.ts';
import type { HandoverMachine, Unnumbered } from '../bench/handover/conduct-handover.ts';
import { conductHandover } from '../bench/handover/conduct-handover.ts';
import { runHandovers } from '../bench/handover/run-handovers.ts';
import { plannedWith } from '../bench/handover/testing/made-handover.ts';
import { handoverRates } from '../scenarios/handover/rates.ts';
import { readMarker, waitFor, writeFakeHelper } from './support/fake-helper.ts';
import { leftOf, markProcesses } from './support/marked-processes.ts';
import { makeTempFolder } from './support/program.ts';
import { machineWith, skipLoudly, whyNoNamespace, withOwnTmpDir } from './support/real-handover.ts';

const find = markProcesses();
const refused = await whyNoNamespace();
const hasNamespace = refused === null;
const { parameters } = plannedWith();
/** Nobody waits for its end. */
const long = { ...parameters, beforeMs: 20_000, afterMs: 20_000 };
const soon = { ...parameters, beforeMs: 1, afterMs: 20_000 };

after(async () => {
  assert.deepEqual(await leftOf(find), []);
});

/** Begun, then interrupted when `when` has come about. */
async function interrupted(
  arm: HandoverArm,
  when: () => boolean,
  more: { readonly parameters?: typeof long; readonly machine?: Partial<HandoverMachine> } = {},
): Promise<Unnumbered | null> {
  const controller = new AbortController();
  const machine = machineWith({ hasNamespace, ...more.machine, signal: controller.signal });
  const under = conductHandover(plannedWith({ arm, parameters: more.parameters ?? long }), machine);
  await waitFor(() => (when() ? true : undefined));
  controller.abort();
  return await under;
}

/** The clients' own process is among ours: the service has started, and they begin. */
const clientsThere = (): boolean => find().some((pid) => commandOf(pid).includes('\0load\0'));
const commandOf = (pid: number): string => readMarker(`/proc/${String(pid)}/cmdline`) ?? '';

describe('Ctrl-C', () => {
  for (const arm of [noHandover, scmRights, inheritExec, reuseport])
    test(`${arm.id}: while clients are served`, async () => {
      assert.equal(await interrupted(arm, clientsThere), null);
      assert.deepEqual(await leftOf(find), []);
    });

  for (const arm of [scmRights, pidfdGetfd, inheritExec])
    test(`${arm.id}: after the order`, async () => {
      const since = performance.now();
      const isOrdered = (): boolean => clientsThere() && performance.now() - since > 300;
      assert.equal(await interrupted(arm, isOrdered, { parameters: soon }), null);
      assert.deepEqual(await leftOf(find), []);
    });

  test('before it began', async () => {
    assert.equal(await interrupted(scmRights, () => true), null);
    const signal = AbortSignal.abort();
    assert.equal(await conductHandover(plannedWith(), machineWith({ hasNamespace, signal })), null);
    assert.deepEqual(await leftOf(find), []);
  });

  for (const word of ['namespace', 'serve', 'load'])
    test(`while ${word} does not start`, async (t) => {
      const folder = makeTempFolder(t);
      const marker = join(folder, 'marker');
      const helperPath = silentAt(folder, word, marker);
      const isThere = (): boolean => readMarker(marker) !== undefined;
      const machine = { helperPath, hasNamespace: word === 'namespace' };
      assert.equal(await interrupted(scmRights, isThere, { machine }), null);
      assert.deepEqual(await leftOf(find), []);
    });

  for (const arm of handoverPeers.arms.filter(({ id }) => /haproxy_plain|nginx_upgrade|node_sent/.test(id)))
    test(`${arm.id}: its processes and its folder are gone`, async (t) => {
      if (refused !== null) {
        skipLoudly(t, `no network of its own: ${refused}`);
        return;
      }
      const folder = withOwnTmpDir(t);
      const record = await interrupted(arm, clientsThereOrMissing(arm));
      assert.equal(record, null);
      assert.deepEqual(await leftOf(find), []);
      assert.deepEqual(readdirSync(folder), []);
    });

  test('of a cell: what was finished is in the results, which say so', async (t) => {
    const controller = new AbortController();
    const arms = [noHandover, scmRights];
    const scenario = { ...handoverRates, fixed: parameters, arms };
    const { results } = await runHandovers({
      ...machineWith({ hasNamespace, signal: controller.signal }),
      cells: [{ scenario, arms, points: [parameters.ratePerSecond], blocks: 5 }],
      seed: 3,
      folder: makeTempFolder(t),
      observer: {
        cellStarted: () => undefined,
        skipped: assert.ifError,
        handoverEnded: () => {
          controller.abort();
        },
      },
    });
    assert.deepEqual([results?.handovers.length, results?.samples.handovers], [1, 1]);
    assert.equal(results?.cells[0]?.endedBy, 'interrupted');
  });
});

/** Where the program is missing there will be no clients: then it ends by itself, as unsupported. */
function clientsThereOrMissing({ id }: HandoverArm): () => boolean {
  const program = id.split('_')[0] ?? '';
  const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/usr/local/sbin'];
  const isThere = program === 'node' || folders.some((folder) => has(folder, program));
  return () => !isThere || clientsThere();
}

function has(folder: string, name: string): boolean {
  try {
    return readdirSync(folder).includes(name);
  } catch {
    return false;
  }
}

/** Our helper, but for one word of its, at which it says nothing and sleeps; through `enter` too. */
function silentAt(folder: string, word: string, marker: string): string {
  return writeFakeHelper(folder, [`${word}) echo $$ > '${marker}'; exec sleep 60;;`].join('\n'));
}

describe('a helper that says nonsense', () => {
  const ready = '{"protocol":1,"role":"service","generation":1,"pid":7,"status":"ready","ports":[9]}';
  const origin = (ns: string): string =>
    `{"protocol":1,"role":"clients","kind":"connections","status":"ready","origin":"${ns}","offered":1}`;
  const report = '{"protocol":1,"role":"clients","status":"ok","offered":1,"doubled":0,"late_max_ns":0}';
  /** What the words `serve` and `load` do. */
  const cases: readonly [string, string][] = [
    ['garbage, at once', 'serve) echo hello; exit 0;;'],
    ['nothing', 'serve) exit 0;;'],
    ['nothing, and an exit code', 'serve) exit 3;;'],
    ['garbage without an end', 'serve) exec yes nonsense;;'],
    ['garbage, and sleeps', 'serve) echo hello; exec sleep 60;;'],
    ['no ports', `serve) echo '${ready.replace('[9]', '"all"')}'; exec sleep 60;;`],
    ['clients of garbage', 'load) echo hello; exit 0;;'],
    ['clients of garbage that sleep', 'load) echo hello; exec sleep 60;;'],
    ['clients that end without a report', `load) echo '${origin('5')}'; exit 0;;`],
    ['clients without outcomes', `load) echo '${origin('5')}'; echo '${report}'; exit 0;;`],
    ['clients of the far future', `load) echo '${origin('9'.repeat(20))}'; exit 0;;`],
    ['services that end when they are ready', `serve) echo '${ready}'; exit 0;;`],
  ];
  for (const [name, branch] of cases)
    test(name, async (t) => {
      const helperPath = writeFakeHelper(makeTempFolder(t), branch);
      const planned = plannedWith({ parameters: { ...parameters, timeoutMs: 300 } });
      const machine = machineWith({ helperPath, hasNamespace: false });
      const record = await conductHandover(planned, machine);
      assert.equal(record?.status, 'failed');
      assert.match(record.failure?.text ?? '', /\w+ \w+/);
      assert.notEqual(record.failure?.code, '');
      assert.deepEqual(await leftOf(find), []);
    });

  test('one that is no program', async (t) => {
    const path = join(makeTempFolder(t), 'no-program');
    writeFileSync(path, '');
    chmodSync(path, 0o644);
    for (const helperPath of [path, `${path}-missing`]) {
      const record = await conductHandover(plannedWith(), machineWith({ helperPath, hasNamespace: false }));
      assert.equal(record?.status, 'failed');
      assert.match(record.failure?.text ?? '', /EACCES|ENOENT/);
    }
  });
});
