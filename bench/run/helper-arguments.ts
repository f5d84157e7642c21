// SPDX-License-Identifier: Apache-2.0
// A launch's parameters as the helper's command line (docs/helper-protocol.md).

import type { LaunchParameters } from '../../scenarios/scenario.ts';

/** The part that both roles, and `launch`, are given alike. */
export function planArguments(mechanism: string, parameters: LaunchParameters): string[] {
  const flags: Readonly<Record<string, string | number>> = {
    mechanism,
    'channel-type': parameters.channel,
    meet: parameters.meet,
    kind: parameters.kind,
    batch: parameters.batch,
    chunk: parameters.chunk,
    acknowledge: parameters.acknowledge,
    numbers: parameters.numbers,
    'pidfd-source': parameters.pidfdSource,
    'pidfd-life': parameters.pidfdLife,
    warmup: parameters.warmup,
    transfers: parameters.transfers,
  };
  return Object.entries({ ...flags, ...laterFlags(parameters) }).flatMap(([flag, value]) => [
    `--${flag}`,
    String(value),
  ]);
}

/** Only where they are asked for: a base revision, or somebody's own helper, may not know them. */
function laterFlags(parameters: LaunchParameters): Readonly<Record<string, string | number>> {
  const { injectNs, initiator, arrivals, ratePerSecond, service, serviceNs, utilisationPercent } = parameters;
  const { patienceMs, donorState, tableSize, donorThreads, threadsDo, donorNice } = parameters;
  const hasSchedule = arrivals !== 'closed' || service !== 'none';
  return {
    ...(initiator === 'receiver' && { initiator }),
    ...(arrivals !== 'closed' && { arrivals, 'rate-per-second': ratePerSecond }),
    ...(hasSchedule && { seed: parameters.seed }),
    ...(service !== 'none' && {
      service,
      'service-ns': serviceNs,
      'utilisation-percent': utilisationPercent,
    }),
    ...(patienceMs > 0 && { 'patience-ms': patienceMs }),
    ...(donorState !== 'running' && { 'donor-state': donorState }),
    ...(tableSize > 0 && { 'table-size': tableSize }),
    ...(donorThreads > 0 && { 'donor-threads': donorThreads, 'threads-do': threadsDo }),
    ...(donorNice > 0 && { 'donor-nice': donorNice }),
    ...(parameters.forMs > 0 && { 'for-ms': parameters.forMs }),
    ...(injectNs > 0 && { 'inject-ns': injectNs }),
  };
}

/** `--flag value`, or nothing when the value is null. */
export function optionalFlag(flag: string, value: number | null): string[] {
  return value === null ? [] : [`--${flag}`, String(value)];
}
