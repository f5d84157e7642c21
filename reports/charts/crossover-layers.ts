// SPDX-License-Identifier: Apache-2.0
// A crossover in a chart along an axis: a dashed line where it lies, a band for its interval, and what it says.

import type { Field } from 'vega-lite/types_unstable/channeldef.js';
import type { UnitSpec } from 'vega-lite/types_unstable/spec/index.js';
import { bandColour, ink } from './theme.ts';

export interface CrossoverMark {
  readonly at: number;
  readonly lo: number;
  readonly hi: number;
  readonly lines: readonly string[];
  /** False where its interval reaches an end of the axis. */
  readonly isClaimed: boolean;
}

/** Behind everything else. The texts stand in one panel only. */
export function crossoverLayers(
  crossovers: readonly CrossoverMark[],
  [lowest, highest]: readonly [number, number],
  isLabelled: boolean,
): UnitSpec<Field>[] {
  if (crossovers.length === 0) return [];
  const middle = Math.sqrt(lowest * highest);
  const x = { type: 'quantitative' } as const;
  const bands: UnitSpec<Field> = {
    data: { values: crossovers.map(({ lo, hi }) => ({ lo, hi })) },
    mark: { type: 'rect', color: bandColour, clip: true },
    encoding: { x: { ...x, field: 'lo' }, x2: { field: 'hi' } },
  };
  const lines: UnitSpec<Field> = {
    data: { values: crossovers.map(({ at }) => ({ at })) },
    mark: { type: 'rule', stroke: ink, strokeDash: [5, 4], strokeWidth: 1.2, clip: true },
    encoding: { x: { ...x, field: 'at' } },
  };
  if (!isLabelled) return [bands, lines];
  // Costs rise to the right, so the upper left is free; labels stack from the top.
  const labels = crossovers.map((crossover, index): UnitSpec<Field> => {
    const isRight = crossover.at > middle / 4;
    return {
      data: { values: [{ edge: isRight ? crossover.lo : crossover.hi, text: [...crossover.lines] }] },
      mark: {
        type: 'text',
        align: isRight ? 'right' : 'left',
        baseline: 'top',
        dx: isRight ? -6 : 6,
        fontSize: 12,
        lineHeight: 15,
        color: ink,
      },
      encoding: { x: { ...x, field: 'edge' }, y: { value: 8 + index * 54 }, text: { field: 'text' } },
    };
  });
  return [bands, lines, ...labels];
}
