// SPDX-License-Identifier: Apache-2.0
// Processes of load that are none: each says and does what a test wants of it, and can be watched.

import type { LoadTools } from '../machine-load.ts';
import type { AttendedHelper, HelperEnd } from '../spawn-helper.ts';

export interface FakeLoad {
  /** undefined: the honest ready line. null: it ends before. */
  readonly ready?: string | null;
  /** undefined: the honest report. Changes of it, or a text instead. */
  readonly report?: Readonly<Record<string, unknown>> | string;
  readonly end?: Partial<HelperEnd>;
  /** Ends by itself as soon as it is ready. */
  readonly endsEarly?: true;
  /** Ends only when it is stopped. */
  readonly ignoresInput?: true;
}

export interface FakeLoads extends LoadTools {
  /** The words of each that was started. */
  readonly started: string[][];
  /** What was done to them, in order: "stop hog", "close hog". */
  readonly done: string[];
}

/** One after the other behave as the list says; what is not in it is honest. */
export function fakeLoads(behaviours: readonly FakeLoad[] = []): FakeLoads {
  const started: string[][] = [];
  const done: string[] = [];
  return {
    started,
    done,
    graceMs: 1,
    startHelper: ({ arguments: words }) => {
      started.push([...words]);
      return startFake(words, behaviours[started.length - 1] ?? {}, done);
    },
  };
}

function startFake(words: readonly string[], fake: FakeLoad, done: string[]): AttendedHelper {
  const kind = words[words.indexOf('--kind') + 1] ?? '';
  const beganNs = process.hrtime.bigint();
  let finish: (end: HelperEnd) => void = () => undefined;
  const ended = new Promise<HelperEnd>((resolve) => {
    finish = resolve;
  });
  const honest = JSON.stringify({ protocol: 1, role: 'load', kind, status: 'ready' });
  const ready = fake.ready === undefined ? honest : fake.ready;
  const end = (): void => {
    const spanNs = Number(process.hrtime.bigint() - beganNs);
    const output = `${ready ?? ''}\n${lastLine(words, fake, spanNs)}\n`;
    finish({
      exitCode: 0,
      signal: null,
      output,
      errors: '',
      startError: null,
      endedFor: null,
      ...fake.end,
    });
  };
  if (fake.endsEarly === true || ready === null) end();
  return {
    pid: 1,
    ended,
    firstLine: Promise.resolve(ready),
    say: () => undefined,
    signal: () => undefined,
    stop: () => {
      done.push(`stop ${kind}`);
      end();
    },
    closeInput: () => {
      done.push(`close ${kind}`);
      if (fake.ignoresInput !== true) end();
    },
  };
}

function lastLine(words: readonly string[], { report }: FakeLoad, span_ns: number): string {
  if (typeof report === 'string') return report;
  const valueOf = (flag: string): string | undefined =>
    words.includes(flag) ? words[words.indexOf(flag) + 1] : undefined;
  return JSON.stringify({
    protocol: 1,
    role: 'load',
    kind: valueOf('--kind'),
    cpu: Number(valueOf('--cpu') ?? -1),
    status: 'ok',
    rounds: 7,
    cpu_ns: 1000,
    span_ns,
    error: null,
    ...report,
  });
}
