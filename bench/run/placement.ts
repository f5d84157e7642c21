// SPDX-License-Identifier: Apache-2.0
// Which CPUs a placement means here. Always the last ones that are allowed: CPU 0 takes most of the
// machine's interrupts.

import type { Placement } from '../../scenarios/scenario.ts';

/** null: not pinned. */
export interface CpuPair {
  readonly donorCpu: number | null;
  readonly receiverCpu: number | null;
}

/** Pairs that run at once share the CPUs evenly; the first is where a single pair is. Across CPUs, pairs of CPUs are
 * taken from the end, and every second time round donor and receiver change places. */
export function cpusForPair(
  pair: number,
  placement: Placement,
  allowed: readonly number[],
  topology: readonly (string | null)[],
): CpuPair {
  const first = cpusFor(placement, allowed, topology);
  if (pair === 0 || placement === 'unpinned') return first;
  if (placement === 'same-cpu') {
    const cpu = allowed.at(-1 - (pair % allowed.length)) ?? null;
    return { donorCpu: cpu, receiverCpu: cpu };
  }
  const { donorCpu, receiverCpu } = first;
  const rest = allowed.filter((cpu) => cpu !== donorCpu && cpu !== receiverCpu);
  const couples = Math.floor(rest.length / 2) + 1;
  const [couple, isSwapped] = [pair % couples, Math.floor(pair / couples) % 2 === 1];
  const [one, other] =
    couple === 0 ? [donorCpu, receiverCpu] : [rest.at(-2 * couple) ?? null, rest.at(-2 * couple + 1) ?? null];
  return isSwapped ? { donorCpu: other, receiverCpu: one } : { donorCpu: one, receiverCpu: other };
}

/** `topology` names the core of each allowed CPU; two hyper-threads of one core are a last resort. */
export function cpusFor(
  placement: Placement,
  allowed: readonly number[],
  topology: readonly (string | null)[],
): CpuPair {
  const last = allowed.at(-1) ?? null;
  if (placement === 'unpinned' || last === null) return { donorCpu: null, receiverCpu: null };
  if (placement === 'same-cpu') return { donorCpu: last, receiverCpu: last };
  const core = topology[allowed.length - 1] ?? null;
  const others = allowed.slice(0, -1);
  const onOtherCore = others.filter((_, i) => core !== null && topology[i] !== core);
  return { donorCpu: onOtherCore.at(-1) ?? others.at(-1) ?? last, receiverCpu: last };
}
