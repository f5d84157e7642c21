// SPDX-License-Identifier: Apache-2.0
// What all pairs of a launch move together while all of them are at work: from the last end of a warm-up to the first
// pair's last end. A rate of its own for each pair would count times in which others had not begun or were done.

import type { Capacity, LaunchRecord, LaunchSamples, RoleReport } from '../results/result.ts';
import { instantsAfterEpoch } from './intervals.ts';

/** null for a launch that is not whole, or whose pairs were never at work together. */
export function capacityOf({
  samples,
  otherPairs,
  roles,
}: Pick<LaunchRecord, 'samples' | 'otherPairs' | 'roles'>): Capacity | null {
  if (samples === null) return null;
  const pairs = [samples, ...(otherPairs ?? [])];
  const epoch = BigInt(samples.epoch_ns);
  const ends = pairs.map((pair) => endsOf(pair, Number(BigInt(pair.epoch_ns) - epoch)));
  const from = Math.max(...ends.map(({ beforeFirst }) => beforeFirst));
  const to = Math.min(...ends.map(({ recorded }) => recorded.at(-1) ?? -Infinity));
  const transfers = ends.flatMap(({ recorded }) => recorded).filter((end) => end > from && end <= to).length;
  if (!(to > from) || transfers === 0) return null;
  return {
    pairs: pairs.length,
    descriptorsPerSecond: ((transfers * samples.count) / (to - from)) * 1e9,
    ...costOf(roles, {
      descriptors: pairs.reduce((sum, pair) => sum + descriptorsOf(pair), 0),
      perSecond: ((transfers * samples.count) / (to - from)) * 1e9,
    }),
    ...countsOf(roles, samples.count),
  };
}

interface Ends {
  /** The last end of the warm-up. */
  readonly beforeFirst: number;
  readonly recorded: readonly number[];
}

/** ns after the epoch of the first pair. */
function endsOf(samples: LaunchSamples, offset: number): Ends {
  const all = instantsAfterEpoch(samples, 'holding').map((end) => (end ?? Number.NaN) + offset);
  return {
    beforeFirst: all[samples.warmup - 1] ?? Number.NaN,
    recorded: all.slice(samples.warmup),
  };
}

/** Of the whole loop, warm-up included: so is the usage. */
function descriptorsOf(samples: LaunchSamples): number {
  return (samples.columns.holding?.length ?? 0) * samples.count;
}

/** CPU time is exact; how much of it was user time is guessed from clock ticks, 4 ms apart at 250 Hz (proc(5)). With fewer
 * than ten of them the guess says nothing. */
const leastForSplit_ns = 40e6;

function costOf(
  roles: readonly RoleReport[],
  { descriptors, perSecond }: { readonly descriptors: number; readonly perSecond: number },
): Pick<Capacity, 'donor_cpu_ns' | 'receiver_cpu_ns' | 'user_ns' | 'system_ns' | 'switches' | 'cpuShare'> {
  const each = (part: (role: RoleReport) => number): number =>
    roles.reduce((sum, role) => sum + part(role), 0) / descriptors;
  const cpuOf = ({ usage }: RoleReport): number => usage.user_ns + usage.system_ns;
  const isSplit = roles.every((role) => cpuOf(role) >= leastForSplit_ns);
  const cpus = new Set(roles.map(({ cpu }) => cpu)).size;
  return {
    donor_cpu_ns: each((role) => (role.role === 'donor' ? cpuOf(role) : 0)),
    receiver_cpu_ns: each((role) => (role.role === 'receiver' ? cpuOf(role) : 0)),
    user_ns: isSplit ? each(({ usage }) => usage.user_ns) : null,
    system_ns: isSplit ? each(({ usage }) => usage.system_ns) : null,
    switches: each(({ usage }) => usage.voluntary_switches + usage.involuntary_switches),
    // What so many descriptors a second take: the usage itself also covers a begin in which not all were at work.
    cpuShare: Math.min(1, (each(cpuOf) * perSecond) / (1e9 * cpus)),
  };
}

/** That they are equal has been judged when the launch ended (bench/run/launch-verdict.ts); here they are told. */
function countsOf(
  roles: readonly RoleReport[],
  batch: number,
): Pick<Capacity, 'given' | 'installed' | 'closed'> {
  const sum = (role: string, part: (report: RoleReport) => number): number =>
    roles.reduce((total, report) => (report.role === role ? total + part(report) : total), 0);
  const installed = sum('receiver', ({ oracle }) => oracle.received_count);
  const closed = sum('receiver', ({ closed_count, oracle }) => closed_count ?? oracle.received_count);
  const given = installed === 0 ? 0 : sum('donor', ({ transfers }) => transfers) * batch;
  return { given, installed, closed };
}
