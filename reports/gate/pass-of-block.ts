// SPDX-License-Identifier: Apache-2.0
// In which pass a block was run: passes are numbered through, so the block's number tells.

import type { GateResult, PassRecord } from '../../bench/results/gate-result.ts';

export function passOfBlock({ passes }: Pick<GateResult, 'passes'>, block: number): PassRecord['name'] {
  const started = passes.filter(({ firstBlock }) => firstBlock <= block);
  return (
    started.reduce<PassRecord | undefined>(
      (latest, pass) => (latest === undefined || pass.firstBlock >= latest.firstBlock ? pass : latest),
      undefined,
    )?.name ?? 'first'
  );
}
