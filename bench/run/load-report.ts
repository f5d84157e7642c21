// SPDX-License-Identifier: Apache-2.0
// What a process that makes load says, and whether it is believed: a launch under a load that was not there would be
// a quiet one with a wrong label.

import type { Failure, MachineLoadReport } from '../results/result.ts';
import type { Fields, Shape } from './role-report.ts';
import { excerpt, firstWrong, helperProtocol, isFields, pick } from './role-report.ts';
import type { HelperEnd } from './spawn-helper.ts';

/** What one process was started as. */
export interface LoadPlace {
  /** A name of native/load/loads.c. */
  readonly kind: 'hog' | 'memory' | 'forks' | 'in-flight';
  /** null: not pinned. */
  readonly cpu: number | null;
}

export interface LoadFailed {
  readonly status: 'failed' | 'unsupported';
  readonly failure: Failure;
}

export type LoadVerdict = { readonly status: 'ok'; readonly report: MachineLoadReport } | LoadFailed;

/** How a process of load ended, by what the runner saw. */
export interface LoadProcessEnd {
  readonly place: LoadPlace;
  readonly end: HelperEnd;
  readonly endedBeforeTold: boolean;
  /** It was told, and had to be ended by its handle. */
  readonly overstayed: boolean;
  /** From its ready line until it was told to end; no work is shorter. 0: it was never ready. */
  readonly leastSpanNs: number;
  /** From before its start until after its end; no work is longer. */
  readonly mostSpanNs: number;
}

/** Its first line: it is at work. */
export function saysReady(line: string | null, { kind }: LoadPlace): boolean {
  const said = parseJson(line ?? '');
  if (!isFields(said)) return false;
  return (
    said['protocol'] === helperProtocol &&
    said['role'] === 'load' &&
    said['kind'] === kind &&
    said['status'] === 'ready'
  );
}

/** Its last line, with how it ended. */
export function judgeLoad(ended: LoadProcessEnd): LoadVerdict {
  const line = lastLineOf(ended.end.output);
  const failure = processProblem(ended);
  if (failure !== null) return { status: 'failed', failure };
  if (line === null) return failed(ended, 'HELPER_DIED', 'wait', endOf(ended.end));
  const wrong = firstWrong(line, shape, '');
  if (wrong !== null || line['protocol'] !== helperProtocol)
    return failed(
      ended,
      'HELPER_OUTPUT',
      'read',
      `reported no "${wrong ?? 'protocol'}" that this benchmark knows`,
    );
  if (line['status'] !== 'ok' || ended.end.exitCode !== 0) return refused(ended, line);
  const report = pick(line, reportShape) as unknown as MachineLoadReport;
  const doubt = doubtOf(report, ended);
  return doubt ?? { status: 'ok', report };
}

const reportShape: Shape = {
  kind: 'string',
  cpu: 'number',
  rounds: 'number',
  cpu_ns: 'number',
  span_ns: 'number',
};
const shape: Shape = {
  protocol: 'number',
  role: ['load'],
  status: ['ok', 'failed', 'unsupported'],
  ...reportShape,
};

function processProblem({ place, end, overstayed }: LoadProcessEnd): Failure | null {
  const text = (what: string): string => `the load "${place.kind}" ${what}${said(end)}`;
  if (end.startError !== null) {
    const what = `could not be started (${end.startError}); build the helper again with "npm run build"`;
    return { code: 'HELPER_MISSING', operation: 'spawn', text: text(what) };
  }
  if (overstayed || end.endedFor === 'deadline') {
    const what =
      'did not end when it was to and was ended by the runner; the launch beside it does not count';
    return { code: 'LOAD_OVERDUE', operation: 'wait', text: text(what) };
  }
  if (end.endedFor === 'output') {
    const what = 'wrote more than two lines take and was ended by the runner (docs/helper-protocol.md)';
    return { code: 'HELPER_OUTPUT', operation: 'read', text: text(what) };
  }
  return null;
}

/** It says why, or died without a word. */
function refused(ended: LoadProcessEnd, line: Fields): LoadFailed {
  const { error } = line;
  if (!isFields(error)) return failed(ended, 'HELPER_DIED', 'wait', endOf(ended.end));
  const word = (field: string): string => excerpt(error[field], 2000);
  return {
    status: line['status'] === 'unsupported' ? 'unsupported' : 'failed',
    failure: {
      code: word('code'),
      operation: word('operation'),
      text: `the load "${ended.place.kind}": ${word('text')}`,
    },
  };
}

/** It says that all is well: what contradicts that. */
function doubtOf(report: MachineLoadReport, ended: LoadProcessEnd): LoadFailed | null {
  const { place, endedBeforeTold, leastSpanNs, mostSpanNs } = ended;
  const cpu = place.cpu ?? -1;
  if (report.kind !== place.kind || report.cpu !== cpu) {
    const what = `says that it was "${excerpt(report.kind)}" on CPU ${String(report.cpu)}, and was to be "${place.kind}" on CPU ${String(cpu)} (-1: any); use a helper that keeps docs/helper-protocol.md`;
    return failed(ended, 'MISPLACED', 'check', what);
  }
  if (endedBeforeTold) {
    const what = 'ended before it was told to, so a part of the launch was without it; raise its deadline';
    return failed(ended, 'LOAD_ENDED_EARLY', 'wait', what);
  }
  const { rounds, cpu_ns, span_ns } = report;
  if (![rounds, cpu_ns, span_ns].every((count) => Number.isSafeInteger(count) && count > 0)) {
    const counts = JSON.stringify({ rounds, cpu_ns, span_ns });
    return failed(ended, 'LOAD_IDLE', 'check', `did no work that can be true: ${counts}`);
  }
  if (span_ns < leastSpanNs || span_ns > mostSpanNs) {
    const what = `says that it worked for ${String(span_ns)} ns, which lies outside ${String(leastSpanNs)} to ${String(mostSpanNs)} ns, for which it was there`;
    return failed(ended, 'LOAD_IDLE', 'check', what);
  }
  return null;
}

function failed({ place, end }: LoadProcessEnd, code: string, operation: string, what: string): LoadFailed {
  const text = `the load "${place.kind}" ${what}${said(end)}`;
  return { status: 'failed', failure: { code, operation, text } };
}

function endOf({ exitCode, signal, output }: HelperEnd): string {
  const how = signal === null ? `ended with exit code ${String(exitCode)}` : `was killed by ${signal}`;
  const line = output.trimEnd().split('\n').at(-1) ?? '';
  return line === '' ? how : `${how}; its last line was ${excerpt(line)}`;
}

/** The helper's own last words, one line of them. */
function said({ errors }: HelperEnd): string {
  const line = errors.trim().split('\n')[0] ?? '';
  return line === '' ? '' : `; it said: ${line.slice(0, 300)}`;
}

function lastLineOf(output: string): Fields | null {
  const value = parseJson(output.trimEnd().split('\n').at(-1) ?? '');
  return isFields(value) && value['status'] !== 'ready' ? value : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
