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
  // Only where it is asked for: a base revision may be older than the flag.
  const inject = parameters.injectNs > 0 ? { 'inject-ns': parameters.injectNs } : {};
  return Object.entries({ ...flags, ...inject }).flatMap(([flag, value]) => [`--${flag}`, String(value)]);
}

/** `--flag value`, or nothing when the value is null. */
export function optionalFlag(flag: string, value: number | null): string[] {
  return value === null ? [] : [`--${flag}`, String(value)];
}
