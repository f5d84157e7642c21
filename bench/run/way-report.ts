// SPDX-License-Identifier: Apache-2.0
// The JSON line of `handover-helper way`, looked at as that of a role is.

import type { WayReport } from '../results/result.ts';
import type { ParsedReport, Shape } from './role-report.ts';
import { errorOf, parseLine, pick, roleShape, wrongField } from './role-report.ts';

export type ParsedWay =
  { readonly kind: 'report'; readonly report: WayReport } | Exclude<ParsedReport, { kind: 'report' }>;

export function parseWayReport(output: string): ParsedWay {
  const line = parseLine(output);
  if (line.kind !== 'line') return line;
  const report = { ...pick(line.value, shape), error: errorOf(line.value) };
  return wrongField(report, shape) ?? { kind: 'report', report: report as unknown as WayReport };
}

const { protocol, status, transfers, oracle, usage, clock } = roleShape;

const shape: Shape = {
  protocol,
  role: ['way'],
  way: 'string',
  status,
  donor_cpu: 'number',
  receiver_cpu: 'number',
  transfers,
  oracle,
  usage,
  clock,
};
