// SPDX-License-Identifier: Apache-2.0
// The JSON line of `handover-helper silent` (docs/silent.md), looked at as that of a role is.

import type { Failure, LaunchStatus } from '../results/result.ts';
import type { SilentLedger } from '../results/silent.ts';
import type { Shape } from '../run/role-report.ts';
import { errorOf, parseLine, pick, wrongField } from '../run/role-report.ts';
import type { ParsedWay } from '../run/way-report.ts';

export interface SilentReport {
  readonly care: string;
  readonly mechanism: string;
  readonly status: LaunchStatus;
  readonly donor_cpu: number;
  readonly receiver_cpu: number;
  readonly transfers: number;
  readonly ledger: SilentLedger;
  readonly donor_leaked: number;
  readonly receiver_leaked: number;
  readonly replaced: number;
  readonly span_ns: number;
  readonly error: Failure | null;
}

export type ParsedSilent =
  { readonly kind: 'report'; readonly report: SilentReport } | Exclude<ParsedWay, { kind: 'report' }>;

export function parseSilentReport(output: string): ParsedSilent {
  const line = parseLine(output);
  if (line.kind !== 'line') return line;
  const report = { ...pick(line.value, shape), error: errorOf(line.value) };
  return wrongField(report, shape) ?? { kind: 'report', report: report as unknown as SilentReport };
}

const shape: Shape = {
  protocol: 'number',
  role: ['silent'],
  care: 'string',
  mechanism: 'string',
  status: ['ok', 'failed', 'unsupported'],
  donor_cpu: 'number',
  receiver_cpu: 'number',
  transfers: 'number',
  ledger: {
    meant: 'number',
    right: 'number',
    truncated: 'number',
    lost: 'number',
    swapped: 'number',
    refused: 'number',
    surplus: 'number',
    inheritable: 'number',
    whole: 'number',
    spoiled: 'number',
    refusals: 'number',
    unacknowledged: 'number',
  },
  donor_leaked: 'number',
  receiver_leaked: 'number',
  replaced: 'number',
  span_ns: 'number',
};
