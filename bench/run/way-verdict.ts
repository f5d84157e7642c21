// SPDX-License-Identifier: Apache-2.0
// From how `handover-helper way` ended, and what it said, to a verdict.

import type { Failure, LaunchStatus, WayReport } from '../results/result.ts';
import { oracleErrorCode, oracleVerdict } from '../stats/oracle-verdict.ts';
import { diedProblem, lineProblem, processProblem } from './launch-verdict.ts';
import type { CpuPair } from './placement.ts';
import type { HelperEnd } from './spawn-helper.ts';
import type { ParsedWay } from './way-report.ts';

export interface WayExpectation {
  readonly way: string;
  readonly transfersCount: number;
  readonly receivedCount: number;
  readonly cpus: CpuPair;
}

export interface WayVerdict {
  readonly status: LaunchStatus;
  readonly failure: Failure | null;
  /** Absent where it said nothing that can be read. */
  readonly way?: WayReport;
}

export function judgeWay(end: HelperEnd, parsed: ParsedWay, expected: WayExpectation): WayVerdict {
  const who = `way ${expected.way}`;
  const ended = processProblem(who, end);
  if (parsed.kind !== 'report') {
    if (ended === null && end.exitCode === wrongUsage)
      return { status: 'unsupported', failure: unknown(who) };
    return { status: 'failed', failure: ended ?? lineProblem(who, end, parsed) };
  }
  const { report } = parsed;
  if (ended !== null) return { status: 'failed', failure: ended, way: report };
  if (oracleVerdict(report) === 'fail')
    return { status: 'failed', failure: oracleProblem(report), way: report };
  if (report.status !== 'ok' || end.exitCode !== 0) {
    const status = report.status === 'unsupported' ? 'unsupported' : 'failed';
    return { status, failure: report.error ?? diedProblem(who, end), way: report };
  }
  const failure = unproven(report, expected) ?? misplaced(report, expected);
  return { status: failure === null ? 'ok' : 'failed', failure, way: report };
}

/** Somebody else's helper, or another revision's: `way` is no part of what a role must know. */
function unknown(who: string): Failure {
  const text = `this helper does not know the ${who}; ours does: run without --helper`;
  return { code: 'HELPER_USAGE', operation: 'way', text };
}

/** As docs/helper-protocol.md has it. */
const wrongUsage = 2;

function oracleProblem({ error, oracle }: WayReport): Failure {
  if (error !== null && error.code !== oracleErrorCode) return error;
  return {
    code: oracleErrorCode,
    operation: 'check',
    text: `the receiver's check failed: ${oracle.complaint}`,
  };
}

/** A program that says "ok" and has checked nothing would be the fastest of all. */
function unproven({ way, transfers, oracle }: WayReport, expected: WayExpectation): Failure | null {
  const found = { way, oracle: oracle.verdict, transfers, received: oracle.received_count };
  const wanted = {
    way: expected.way,
    oracle: 'pass',
    transfers: expected.transfersCount,
    received: expected.receivedCount,
  };
  if (JSON.stringify(found) === JSON.stringify(wanted)) return null;
  const text = `it says ok and reports ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}; ${remedy}`;
  return { code: oracleErrorCode, operation: 'check', text };
}

function misplaced({ donor_cpu, receiver_cpu }: WayReport, { cpus }: WayExpectation): Failure | null {
  const found = [donor_cpu, receiver_cpu].join(' and ');
  const wanted = [cpus.donorCpu ?? notPinned, cpus.receiverCpu ?? notPinned].join(' and ');
  if (found === wanted) return null;
  const text = `donor and receiver say that they ran on CPU ${found}, and were to run on ${wanted}; ${remedy}`;
  return { code: 'MISPLACED', operation: 'check', text };
}

const notPinned = -1;
const remedy = 'use a helper that keeps docs/helper-protocol.md';
