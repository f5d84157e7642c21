// SPDX-License-Identifier: Apache-2.0
// In which order a live handover does things, in words: what a reader of conduct-handover.ts would tell.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { noHandover, reuseportMigrated } from '../scenarios/handover/arms.ts';
import { handoverPeers } from '../scenarios/handover/peers.ts';
import type { ClientsEnd, ClientsOrNot } from '../bench/handover/clients.ts';
import type { HandoverTools } from '../bench/handover/conduct-handover.ts';
import { conductHandover } from '../bench/handover/conduct-handover.ts';
import type { Subject, SubjectOrNot } from '../bench/handover/subject.ts';
import { noInstants } from '../bench/handover/subject.ts';
import { endWith, entryOf, plannedWith } from '../bench/handover/testing/made-handover.ts';
import { machineWith } from './support/real-handover.ts';

const refused = { code: 'EPERM', operation: 'unshare', text: 'not allowed here' };
const originNs = process.hrtime.bigint();
const entries = [entryOf(), entryOf({ generation: 2, due: 200e6, ended: 201e6 })];
/** They agree with the entries, and with the order's instant. */
const end = endWith({
  instants: { ...noInstants, go: originNs, closed: originNs },
  answered: { old: 1, new: 1 },
});

interface Said {
  readonly subject?: SubjectOrNot;
  readonly clients?: ClientsOrNot;
  readonly clientsEnd?: Partial<ClientsEnd>;
  readonly network?: 'refused';
  readonly endsEarly?: true;
  /** Called with each word. */
  readonly on?: (word: string) => void;
}

/** Tools that start nothing, and write down what they were asked for. */
function watch({ subject, clients, clientsEnd, network, endsEarly, on }: Said = {}): {
  readonly words: string[];
  readonly tools: HandoverTools;
} {
  const words: string[] = [];
  const say = (word: string): Promise<void> => {
    words.push(word);
    on?.(word);
    return Promise.resolve();
  };
  // Clients end when they have seen the order, or are stopped.
  const release = new AbortController();
  const released = new Promise((resolve) => {
    release.signal.addEventListener('abort', resolve);
  });
  if (endsEarly === true) release.abort();
  const ours: Subject = {
    ports: [10_000],
    handOver: async () => {
      await say('order');
      release.abort();
    },
    end: () => say('services end').then(() => end),
    stop: () => void say('stop services'),
  };
  const theirs = {
    originNs,
    ended: async () => {
      if (!release.signal.aborted) await released;
      await say('clients end');
      return { failure: null, entries, lateMaxNs: 0, ...clientsEnd };
    },
    stop: () => {
      void say('stop clients');
      release.abort();
    },
  };
  const closed = { exitCode: 0, signal: null, output: '', errors: '', startError: null, endedFor: null };
  const tools: HandoverTools = {
    openNamespace: async (helperPath, { migratesRequests }) => {
      await say(`open namespace${migratesRequests ? ' that migrates' : ''}`);
      if (network === 'refused') return { kind: 'refused', failure: refused };
      const close = () => say('close namespace').then(() => closed);
      return { kind: 'open', namespace: { helperPath, namespacePid: 42, close } };
    },
    startSubject: async ({ place, planned, cpu }) => {
      await say(`start ${planned.arm.peer ?? 'service'} in ${String(place.namespacePid)} on ${String(cpu)}`);
      return subject ?? { kind: 'started', subject: ours };
    },
    startClients: async ({ place, cpu }, ports) => {
      await say(`start clients of ${ports.join()} in ${String(place.namespacePid)} on ${String(cpu)}`);
      return clients ?? { kind: 'started', clients: theirs };
    },
  };
  return { words, tools };
}

const machine = machineWith({ cpus: { services: 1, clients: 0 } });
const planned = plannedWith({ parameters: { ...plannedWith().parameters, beforeMs: 0 } });

describe('a live handover', () => {
  test('network, services, clients, the order, and the ends in that order', async () => {
    const { words, tools } = watch();
    const record = await conductHandover(planned, machine, tools);
    assert.deepEqual(words, [
      'open namespace',
      'start service in 42 on 1',
      'start clients of 10000 in 42 on 0',
      'order',
      'clients end',
      'services end',
      'close namespace',
    ]);
    assert.deepEqual([record?.status, record?.failure], ['ok', null]);
  });

  test('without a network of its own there is none to close', async () => {
    const { words, tools } = watch();
    await conductHandover(planned, { ...machine, hasNamespace: false }, tools);
    assert.deepEqual(words, [
      'start service in 0 on 1',
      'start clients of 10000 in 0 on 0',
      'order',
      'clients end',
      'services end',
    ]);
  });

  test('a sysctl is never that of everybody', async () => {
    const { words, tools } = watch({ network: 'refused' });
    const migrated = { ...planned, arm: reuseportMigrated };
    const record = await conductHandover(migrated, { ...machine, hasNamespace: false }, tools);
    assert.deepEqual(words, ['open namespace that migrates']);
    assert.deepEqual([record?.status, record?.failure, record?.ledger], ['unsupported', refused, null]);
  });

  test('a peer is started in the service’s place', async () => {
    const { words, tools } = watch();
    const arm = handoverPeers.arms.find(({ peer }) => peer === 'nginx') ?? noHandover;
    await conductHandover({ ...planned, arm }, machine, tools);
    assert.equal(words[1], 'start nginx in 42 on 1');
  });

  for (const kind of ['unsupported', 'failed'] as const)
    test(`services ${kind}: no clients, and the network is closed`, async () => {
      const { words, tools } = watch({ subject: { kind, failure: refused } });
      const record = await conductHandover(planned, machine, tools);
      assert.deepEqual(words.slice(1), ['start service in 42 on 1', 'close namespace']);
      assert.deepEqual([record?.status, record?.failure, record?.entries], [kind, refused, null]);
    });

  test('no clients: the services are ended, nothing is ordered', async () => {
    const { words, tools } = watch({ clients: { kind: 'failed', failure: refused } });
    const record = await conductHandover(planned, machine, tools);
    assert.deepEqual(words.slice(3), ['services end', 'close namespace']);
    assert.deepEqual([record?.status, record?.failure], ['failed', refused]);
  });

  test('clients that fail: so does the handover, and nothing of it is counted', async () => {
    const { tools } = watch({ clientsEnd: { failure: refused, entries: [] } });
    const record = await conductHandover(planned, machine, tools);
    assert.deepEqual([record?.status, record?.failure, record?.ledger], ['failed', refused, null]);
  });

  test('clients that end before the order: nobody waits for it', async () => {
    const { words, tools } = watch({ endsEarly: true, clientsEnd: { failure: refused, entries: [] } });
    const never = { ...planned, parameters: { ...planned.parameters, beforeMs: 3_600_000 } };
    const record = await conductHandover(never, machine, tools);
    assert.deepEqual(words.slice(3), ['clients end', 'services end', 'close namespace']);
    assert.equal(record?.status, 'failed');
  });

  test('clients that throw: the services are ended all the same', async () => {
    const { words, tools } = watch();
    const broken = { ...tools, startClients: () => Promise.reject(new Error('EMFILE')) };
    await assert.rejects(conductHandover(planned, machine, broken), /EMFILE/);
    assert.deepEqual(words.slice(2), ['stop services', 'services end', 'close namespace']);
  });
});

describe('interrupted', () => {
  const stopping: readonly [string, readonly string[]][] = [
    ['open namespace', ['start service in 42 on 1', 'start clients of 10000 in 42 on 0', ...stopped()]],
    ['start clients of 10000 in 42 on 0', stopped()],
    ['order', ['stop services', 'stop clients', 'clients end', 'services end', 'close namespace']],
    ['clients end', ['stop services', 'stop clients', 'services end', 'close namespace']],
    ['services end', ['close namespace']],
  ];
  for (const [at, then] of stopping)
    test(`at "${at}": all are stopped and waited for, and nothing is recorded`, async () => {
      const controller = new AbortController();
      const { words, tools } = watch({
        on: (word) => {
          if (word === at) controller.abort();
        },
      });
      assert.equal(await conductHandover(planned, { ...machine, signal: controller.signal }, tools), null);
      const since = words.slice(words.indexOf(at) + 1);
      if (at !== 'services end') assert.deepEqual(since, then);
      else assert.deepEqual(since.slice(-1), then);
    });
});

function stopped(): readonly string[] {
  return ['stop services', 'stop clients', 'clients end', 'services end', 'close namespace'];
}
