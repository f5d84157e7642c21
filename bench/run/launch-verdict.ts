// SPDX-License-Identifier: Apache-2.0
// From how the helpers ended to one verdict on the launch, with the reason that explains it best.

import type { Failure, LaunchStatus, RoleReport } from '../results/result.ts';
import { oracleErrorCode, oracleVerdict } from '../stats/oracle-verdict.ts';
import type { CpuPair } from './placement.ts';
import type { ParsedReport } from './role-report.ts';
import { helperProtocol } from './role-report.ts';
import type { HelperEnd } from './spawn-helper.ts';
import { outputLimit } from './spawn-helper.ts';

/** One role: how its process ended and what it said. In a `launch`, both roles share one process. */
export interface RoleEnd {
  readonly role: 'donor' | 'receiver';
  readonly end: HelperEnd;
  readonly parsed: ParsedReport;
}

export interface Verdict {
  readonly status: LaunchStatus;
  readonly failure: Failure | null;
  readonly roles: readonly RoleReport[];
}

/** What the receiver of a whole launch must have seen. */
export interface Expectation {
  readonly transfersCount: number;
  /** Descriptors in a transfer; 0 for the floor. */
  readonly batch: number;
  /** Transfers may be given up: then the receiver must say how many. */
  readonly isPatient: boolean;
  /** The donor has a part in each transfer: it must have given as many as were received. */
  readonly isAnnounced: boolean;
  /** Where each role must have run; null: not pinned. */
  readonly cpus: CpuPair;
}

/** Every pair of a launch must be well; of several reasons, the one that explains best. */
export function judgePairs(
  pairs: readonly { readonly ends: readonly RoleEnd[]; readonly expected: Expectation }[],
): Verdict {
  const verdicts = pairs.map(({ ends, expected }) => judgeLaunch(ends, expected));
  const [cause] = verdicts
    .flatMap(({ status, failure }) => (failure === null ? [] : [{ status, failure }]))
    .toSorted((a, b) => rank(a.failure) - rank(b.failure));
  return {
    status: cause?.status ?? 'ok',
    failure: cause?.failure ?? null,
    roles: verdicts.flatMap(({ roles }) => roles),
  };
}

export function judgeLaunch(ends: readonly RoleEnd[], expected: Expectation): Verdict {
  const roles = ends.flatMap(({ parsed }) => (parsed.kind === 'report' ? [parsed.report] : []));
  const problems = ends.flatMap(
    (end) => problemOf(end) ?? unprovenOf(end, expected) ?? misplacedOf(end, expected) ?? [],
  );
  // A role whose peer died says so; the peer knows why.
  const cause = problems.toSorted((a, b) => rank(a.failure) - rank(b.failure))[0];
  return { status: cause?.status ?? 'ok', failure: cause?.failure ?? null, roles };
}

interface Problem {
  readonly status: LaunchStatus;
  readonly failure: Failure;
}

/** The more a failure explains, the earlier; what a role says itself stands at `reported`. */
const ranks: readonly (readonly string[])[] = [
  ['HELPER_MISSING'],
  ['HELPER_OVERDUE'],
  ['reported'],
  ['HELPER_DIED', 'HELPER_PROTOCOL', 'HELPER_OUTPUT'],
  ['HANDOVER_PEER_GONE', 'EPIPE', 'ECONNRESET'],
];

function rank(failure: Failure): number {
  const place = ranks.findIndex((codes) => codes.includes(failure.code));
  return place >= 0 ? place : ranks.findIndex((codes) => codes.includes('reported'));
}

function problemOf({ role, end, parsed }: RoleEnd): Problem | null {
  const started = processProblem(role, end);
  if (started !== null) return { status: 'failed', failure: started };
  if (parsed.kind !== 'report') return { status: 'failed', failure: lineProblem(role, end, parsed) };
  const { report } = parsed;
  if (oracleVerdict(report) === 'fail') return { status: 'failed', failure: oracleProblem(report) };
  if (report.status === 'ok' && end.exitCode === 0) return null;
  const status = report.status === 'unsupported' ? 'unsupported' : 'failed';
  return { status, failure: report.error ?? diedProblem(role, end) };
}

/** A helper that says "ok" must have played its role, to the end, with an oracle that passed: a program
 * that checks nothing would otherwise be the fastest of all. */
function unprovenOf({ role, parsed }: RoleEnd, expected: Expectation): Problem | null {
  if (parsed.kind !== 'report') return null;
  const { report } = parsed;
  const lost = expected.isPatient ? lostOf(report) : 0;
  const givesAll = role === 'donor' && expected.isAnnounced && !expected.isPatient;
  const closes = role === 'receiver' && report.closed_count !== undefined;
  const found = {
    role: report.role,
    ...(givesAll && { transfers: report.transfers }),
    ...(closes && { closed: report.closed_count }),
    ...(role === 'receiver' && {
      oracle: report.oracle.verdict,
      transfers: report.transfers,
      received: report.oracle.received_count,
    }),
  };
  const wanted = {
    role,
    ...(givesAll && { transfers: expected.transfersCount }),
    ...(closes && { closed: (expected.transfersCount - lost) * expected.batch }),
    ...(role === 'receiver' && {
      oracle: 'pass',
      transfers: expected.transfersCount,
      received: (expected.transfersCount - lost) * expected.batch,
    }),
  };
  if (JSON.stringify(found) === JSON.stringify(wanted)) return null;
  const text = `the ${role} says ok and reports ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}; use a helper that keeps docs/helper-protocol.md`;
  return { status: 'failed', failure: { code: oracleErrorCode, operation: 'check', text } };
}

/** NaN, which is equal to nothing, where what it held and what it lost are not all transfers. */
function lostOf({ outcomes, transfers }: RoleReport): number {
  return outcomes !== undefined && outcomes.held + outcomes.lost === transfers ? outcomes.lost : Number.NaN;
}

/** One that ignores where it is put is measured in another placement than the one that it is compared in. */
function misplacedOf({ role, parsed }: RoleEnd, { cpus }: Expectation): Problem | null {
  if (parsed.kind !== 'report') return null;
  const wanted = (role === 'donor' ? cpus.donorCpu : cpus.receiverCpu) ?? notPinned;
  const { cpu } = parsed.report;
  if (cpu === wanted) return null;
  const inWords = (place: number): string =>
    place === notPinned ? 'pinned nowhere' : `on CPU ${String(place)}`;
  const text = `the ${role} says that it ran ${inWords(cpu)}, and was to run ${inWords(wanted)} (--cpu); use a helper that keeps docs/helper-protocol.md`;
  return { status: 'failed', failure: { code: 'MISPLACED', operation: 'check', text } };
}

/** As a role says it. */
const notPinned = -1;

export function processProblem(role: string, end: HelperEnd): Failure | null {
  if (end.startError !== null) {
    return {
      code: 'HELPER_MISSING',
      operation: 'spawn',
      text: `the ${role} could not be started (${end.startError}); build the helper again with "npm run build"`,
    };
  }
  if (end.endedFor === 'deadline') {
    return {
      code: 'HELPER_OVERDUE',
      operation: 'wait',
      text: `the ${role} did not end by its deadline and was ended by the runner${said(end)}`,
    };
  }
  if (end.endedFor === 'output') {
    const limit = `${String(outputLimit / 1024)} KiB`;
    return {
      code: 'HELPER_OUTPUT',
      operation: 'read',
      text: `the ${role} wrote more than ${limit} and was ended by the runner; a helper writes one JSON line (docs/helper-protocol.md)${said(end)}`,
    };
  }
  return end.signal === null ? null : diedProblem(role, end);
}

export function diedProblem(role: string, end: HelperEnd): Failure {
  const how =
    end.signal === null ? `ended with exit code ${String(end.exitCode)}` : `was killed by ${end.signal}`;
  return { code: 'HELPER_DIED', operation: 'wait', text: `the ${role} ${how}${said(end)}` };
}

export function lineProblem(
  role: string,
  end: HelperEnd,
  parsed: Exclude<ParsedReport, { kind: 'report' }>,
): Failure {
  if (parsed.kind === 'protocol') {
    return {
      code: 'HELPER_PROTOCOL',
      operation: 'read',
      text: `the ${role} speaks protocol ${parsed.version}, this benchmark ${String(helperProtocol)}; use a helper of the same revision`,
    };
  }
  if (end.exitCode !== 0 && end.output.trim() === '') return diedProblem(role, end);
  return {
    code: 'HELPER_OUTPUT',
    operation: 'read',
    text: `no report from the ${role}: ${parsed.reason}${said(end)}`,
  };
}

function oracleProblem(report: RoleReport): Failure {
  if (report.error !== null && report.error.code !== oracleErrorCode) return report.error;
  const { complaint } = report.oracle;
  return {
    code: oracleErrorCode,
    operation: 'check',
    text: `the ${report.role}'s check failed: ${complaint}`,
  };
}

/** The helper's own last words, one line of them. */
function said({ errors }: HelperEnd): string {
  const line = errors.trim().split('\n')[0] ?? '';
  return line === '' ? '' : `; it said: ${line.slice(0, 300)}`;
}
