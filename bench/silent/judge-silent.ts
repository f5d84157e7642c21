// SPDX-License-Identifier: Apache-2.0
// From how `handover-helper silent` ended, and what it said, to a verdict. What was lost is no failure: it is the number.

import type { Failure } from '../results/result.ts';
import type { SilentLaunch } from '../results/silent.ts';
import { silentLedgerFault } from '../results/silent-ledger.ts';
import { diedProblem, lineProblem, processProblem } from '../run/launch-verdict.ts';
import type { CpuPair } from '../run/placement.ts';
import type { HelperEnd } from '../run/spawn-helper.ts';
import type { ParsedSilent, SilentReport } from './silent-report.ts';

export interface SilentExpectation {
  readonly care: string;
  readonly mechanism: string;
  readonly transfers: number;
  readonly cpus: CpuPair;
}

export type SilentVerdict = Pick<
  SilentLaunch,
  'status' | 'failure' | 'transfers' | 'ledger' | 'leaked' | 'replacedPerSecond'
>;

const nothing = { transfers: 0, ledger: null, leaked: null, replacedPerSecond: null };
const who = 'the count of silent failures';

export function judgeSilent(
  end: HelperEnd,
  parsed: ParsedSilent,
  expected: SilentExpectation,
): SilentVerdict {
  const failed = (failure: Failure): SilentVerdict => ({ status: 'failed', failure, ...nothing });
  const ended = processProblem(who, end);
  if (ended !== null) return failed(ended);
  if (parsed.kind !== 'report') return failed(lineProblem(who, end, parsed));
  const { report } = parsed;
  if (report.status !== 'ok' || end.exitCode !== 0) {
    const status = report.status === 'unsupported' ? 'unsupported' : 'failed';
    return { status, failure: report.error ?? diedProblem(who, end), ...nothing };
  }
  const failure = unproven(report, expected);
  return failure === null ? { status: 'ok', failure, ...countsOf(report) } : failed(failure);
}

function countsOf(report: SilentReport): Omit<SilentVerdict, 'status' | 'failure'> {
  const { transfers, ledger, donor_leaked, receiver_leaked, replaced, span_ns } = report;
  return {
    transfers,
    ledger,
    leaked: donor_leaked + receiver_leaked,
    replacedPerSecond: span_ns > 0 ? (replaced / span_ns) * 1e9 : 0,
  };
}

/** A program that says "ok" and has counted nothing would lose nothing. */
function unproven(report: SilentReport, expected: SilentExpectation): Failure | null {
  const { care, mechanism, transfers, donor_cpu, receiver_cpu, ledger } = report;
  const found = { care, mechanism, transfers, donor_cpu, receiver_cpu };
  const wanted = {
    care: expected.care,
    mechanism: expected.mechanism,
    transfers: expected.transfers,
    donor_cpu: expected.cpus.donorCpu ?? notPinned,
    receiver_cpu: expected.cpus.receiverCpu ?? notPinned,
  };
  const isWanted = JSON.stringify(found) === JSON.stringify(wanted);
  const fault = isWanted ? silentLedgerFault(ledger, transfers) : null;
  if (isWanted && fault === null) return null;
  const text =
    fault === null
      ? `it says ok and reports ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`
      : `its ledger ${fault}`;
  return { code: 'LEDGER', operation: 'check', text };
}

const notPinned = -1;
