// SPDX-License-Identifier: Apache-2.0
// Which CPUs a placement means here. Always the last ones that are allowed: CPU 0 takes most of the
// machine's interrupts.

import type { Placement } from '../../scenarios/scenario.ts';

/** null: not pinned. */
export interface CpuPair {
  readonly donorCpu: number | null;
  readonly receiverCpu: number | null;
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
