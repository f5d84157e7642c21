// SPDX-License-Identifier: Apache-2.0
// The sample logs of a launch that says "ok": it is ok when its stamps can be true. Those that cannot are kept as well,
// to be looked at.

import type { Failure, InstantColumn, LaunchRecord, LaunchSamples, RoleReport } from '../results/result.ts';
import { instants } from '../results/result.ts';
import { capacityOf } from '../stats/capacity.ts';
import type { LogColumns } from './sample-columns.ts';
import { toLaunchSamples } from './sample-columns.ts';
import type { LaunchSpan } from './stamp-check.ts';
import { checkStamps, logUnreadable } from './stamp-check.ts';
import type { Start } from './start-roles.ts';

export type StampedPart = Pick<LaunchRecord, 'samples' | 'otherPairs'> &
  Partial<Pick<LaunchRecord, 'status' | 'failure'>>;

/** Of a launch that ended by time: as many as there were, and only what a rate is made from. All the others would be
 * hundreds of megabytes in a run. */
function startAndEndOf(columns: LogColumns, transfers: number): LogColumns {
  const kept = instants.map((name) => {
    const own = columns[name].slice(0, transfers);
    return [name, name === 'start' || name === 'holding' ? own : own.fill(0n)] as const;
  });
  return Object.fromEntries(kept) as Record<InstantColumn, BigUint64Array>;
}

const notTogether: Failure = {
  code: 'NOT_TOGETHER',
  operation: 'check',
  text: 'one pair was done before another had ended its warm-up, so they were never all at work at once; give each more transfers',
};

export function readStamps(
  { launch, tools, sampleFds }: Start,
  span: LaunchSpan,
  roles: readonly RoleReport[],
): StampedPart {
  const { parameters } = launch;
  const receivers = roles.filter(({ role }) => role === 'receiver');
  const stored: LaunchSamples[] = [];
  let failure: Failure | null = null;
  try {
    for (const [pair, samplesFd] of sampleFds.entries()) {
      const whole = tools.readSampleLog(samplesFd, parameters.warmup + parameters.transfers);
      const columns = parameters.forMs === 0 ? whole : startAndEndOf(whole, receivers[pair]?.transfers ?? 0);
      const lost = receivers[pair]?.outcomes?.lost ?? 0;
      stored.push(toLaunchSamples(columns, { warmup: parameters.warmup, count: parameters.batch }));
      failure ??= checkStamps(columns, { ...parameters, lost }, span);
    }
  } catch (error) {
    failure = logUnreadable(error);
  }
  const [samples = null, ...others] = stored;
  const part = others.length === 0 ? { samples } : { samples, otherPairs: others };
  if (others.length > 0 && capacityOf({ ...part, roles }) === null) failure ??= notTogether;
  return failure === null ? part : { ...part, status: 'failed', failure };
}
