// SPDX-License-Identifier: Apache-2.0
// One transfer by the helper alone, as the benchmark itself would do it: what it allows is allowed.

import { parseLaunchReport } from '../run/role-report.ts';
import type { RoleReport } from '../results/result.ts';
import type { HelperTrial, Machine } from './finding.ts';

export interface LaunchTrial {
  /** null: it worked. */
  readonly error: { readonly code: string; readonly text: string } | null;
  /** The receiver's report, where there is one. */
  readonly receiver: RoleReport | null;
}

export async function tryLaunch(machine: Machine, flags: readonly string[]): Promise<LaunchTrial> {
  const trial = await machine.tryHelper([
    'launch',
    '--warmup',
    '0',
    '--transfers',
    '1',
    '--deadline-ms',
    '5000',
    ...flags,
  ]);
  const { donor, receiver } = parseLaunchReport(trial.output);
  const reports = [receiver, donor].flatMap((parsed) => (parsed.kind === 'report' ? [parsed.report] : []));
  const report = reports.find(({ role }) => role === 'receiver') ?? null;
  if (trial.exitCode === 0) return { error: null, receiver: report };
  const cause = reports.find(({ error }) => error !== null && error.code !== 'HANDOVER_PEER_GONE')?.error;
  return {
    error: cause ?? { code: endOf(trial), text: trial.errors.trim().split('\n')[0] ?? '' },
    receiver: report,
  };
}

function endOf(trial: HelperTrial): string {
  return trial.startError ?? `exit code ${String(trial.exitCode)}`;
}
