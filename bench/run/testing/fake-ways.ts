// SPDX-License-Identifier: Apache-2.0
// Other ways without processes: each says what it is asked for, and its log is an honest one, unless it is told to lie.

import assert from 'node:assert/strict';
import type { WayReport } from '../../results/result.ts';
import type { LaunchTools } from '../launch-tools.ts';
import type { LogColumns } from '../sample-columns.ts';
import type { HelperEnd } from '../spawn-helper.ts';
import { honestLog } from './honest-log.ts';
import { withoutLoad } from './without-load.ts';

/** What one way does otherwise than an honest one. */
export interface FakeWay {
  /** Of one way; null: it says nothing that can be read. */
  readonly say?: (report: WayReport) => Partial<WayReport> | null;
  readonly end?: Partial<HelperEnd>;
  readonly lie?: (columns: LogColumns) => void;
}

/** Every way is honest but those that are named. */
export function fakeWays(
  fakes: Readonly<Record<string, FakeWay>> = {},
): LaunchTools & { readonly started: string[][] } {
  const started: string[][] = [];
  let beganNs = 0n;
  let way = '';
  return {
    started,
    ...withoutLoad,
    makeChannel: () => assert.fail('a way makes its own'),
    makeSampleLog: () => 7,
    close: (fd) => {
      assert.equal(fd, 7);
    },
    readSampleLog: (_, transfers) => {
      const { columns } = honestLog('known', { warmup: 0, transfers, beganNs, quantumNs: 1n, draw: () => 1 });
      columns.due.set(columns.start);
      fakes[way]?.lie?.(columns);
      return columns;
    },
    startHelper: ({ arguments: words, descriptors }) => {
      assert.deepEqual(descriptors, [7]);
      started.push([...words]);
      way = valueOf(words, '--way');
      beganNs = process.hrtime.bigint();
      const honest = reportOf(words);
      const said = fakes[way]?.say?.(honest);
      const output = said === null ? 'nonsense' : JSON.stringify({ ...honest, ...said });
      const end = { exitCode: 0, signal: null, errors: '', startError: null, endedFor: null, output };
      return {
        ended: afterStamps(beganNs).then(() => ({ ...end, ...fakes[way]?.end })),
        stop: () => undefined,
      };
    },
  };
}

/** Later than the last stamp of an honest log. */
async function afterStamps(beganNs: bigint): Promise<void> {
  while (process.hrtime.bigint() < beganNs + 1_000_000n) await Promise.resolve();
}

function valueOf(words: readonly string[], flag: string): string {
  return words[words.indexOf(flag) + 1] ?? '';
}

function reportOf(words: readonly string[]): WayReport {
  const count = Number(valueOf(words, '--warmup')) + Number(valueOf(words, '--transfers'));
  return {
    protocol: 1,
    role: 'way',
    way: valueOf(words, '--way'),
    status: 'ok',
    donor_cpu: Number(valueOf(words, '--donor-cpu')),
    receiver_cpu: Number(valueOf(words, '--receiver-cpu')),
    transfers: count,
    oracle: {
      verdict: 'pass',
      method: 'kcmp',
      received_count: count,
      identity_checked: count,
      description_checked: 2,
      wrong_identity: 0,
      wrong_description: 0,
      not_close_on_exec: 0,
      open_before: 8,
      open_after: 8,
      complaint: '',
    },
    usage: {
      user_ns: 0,
      system_ns: 0,
      voluntary_switches: 0,
      involuntary_switches: 2,
      minor_faults: 0,
      major_faults: 0,
      migrations: 0,
      max_rss_bytes: 0,
    },
    clock: { cost_ns: 20, quantum_ns: 10 },
    error: null,
  };
}
