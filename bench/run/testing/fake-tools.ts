// SPDX-License-Identifier: Apache-2.0
// A launch without processes: roles that answer as they are told to, and the log that honest ones would have stamped.

import type { LaunchTools } from '../launch-tools.ts';
import type { LogColumns } from '../sample-columns.ts';
import { honestLog } from './honest-log.ts';
import { withoutLoad } from './without-load.ts';

/** What a mechanism's helper does to its log. */
export type Lie = (mechanism: string, columns: LogColumns) => void;

/** Roles that report `status` for a mechanism, "ok" without an entry; their log is an honest one, which `lie` changes. */
export function fakeTools(
  statuses: Readonly<Record<string, string>>,
  lie: Lie = () => undefined,
): LaunchTools {
  let beganNs = 0n;
  let mechanism = '';
  return {
    ...withoutLoad,
    makeChannel: () => [0, 0],
    makeSampleLog: () => 0,
    close: () => undefined,
    readSampleLog: (_, capacity) => {
      const { columns } = honestLog('paced', {
        warmup: 0,
        transfers: capacity,
        beganNs,
        quantumNs: 1n,
        draw: () => 0,
      });
      lie(mechanism, columns);
      return columns;
    },
    startHelper: ({ arguments: words }) => {
      beganNs = process.hrtime.bigint();
      mechanism = words[words.indexOf('--mechanism') + 1] ?? '';
      const status = statuses[mechanism] ?? 'ok';
      const end = {
        exitCode: status === 'ok' ? 0 : 4,
        signal: null,
        errors: '',
        startError: null,
        endedFor: null,
      };
      const output = reportLine(words, status);
      return { ended: transfersTake(beganNs).then(() => ({ ...end, output })), stop: () => undefined };
    },
  };
}

/** Longer than the stamps of an honest log are apart. */
async function transfersTake(beganNs: bigint): Promise<void> {
  while (process.hrtime.bigint() < beganNs + 1_000_000n) await Promise.resolve();
}

/** As many transfers and descriptors as the words ask for, none with message_only. */
function reportLine(words: readonly string[], status: string): string {
  const valueOf = (flag: string): number => Number(words[words.indexOf(flag) + 1]);
  const transfers = valueOf('--warmup') + valueOf('--transfers');
  const cpu = words.includes('--cpu') ? valueOf('--cpu') : -1;
  const received_count = words.includes('message_only') ? 0 : transfers * valueOf('--batch');
  const numbers = (names: string): object => Object.fromEntries(names.split(' ').map((name) => [name, 0]));
  return JSON.stringify({
    protocol: 1,
    role: words[0],
    status,
    ...numbers('pid messages'),
    cpu,
    transfers,
    oracle: {
      verdict: status === 'ok' ? 'pass' : 'not-run',
      method: 'kcmp',
      complaint: '',
      ...numbers(
        'identity_checked description_checked wrong_identity wrong_description not_close_on_exec open_before open_after',
      ),
      received_count,
    },
    usage: numbers(
      'user_ns system_ns voluntary_switches involuntary_switches minor_faults major_faults migrations max_rss_bytes',
    ),
    clock: numbers('cost_ns quantum_ns'),
    error: status === 'ok' ? null : { code: 'EPERM', operation: 'pidfd_getfd', text: 'refused' },
  });
}
