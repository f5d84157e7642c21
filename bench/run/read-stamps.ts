// SPDX-License-Identifier: Apache-2.0
// The sample logs of a launch that says "ok": it is ok when its stamps can be true. Those that cannot are kept as well,
// to be looked at.

import type { Failure, LaunchRecord, LaunchSamples, RoleReport } from '../results/result.ts';
import { capacityOf } from '../stats/capacity.ts';
import { toLaunchSamples } from './sample-columns.ts';
import type { LaunchSpan } from './stamp-check.ts';
import { checkStamps, logUnreadable } from './stamp-check.ts';
import type { Start } from './start-roles.ts';

export type StampedPart = Pick<LaunchRecord, 'samples' | 'otherPairs'> &
  Partial<Pick<LaunchRecord, 'status' | 'failure'>>;

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
      const columns = tools.readSampleLog(samplesFd, parameters.warmup + parameters.transfers);
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
