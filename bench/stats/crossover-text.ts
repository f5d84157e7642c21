// SPDX-License-Identifier: Apache-2.0
// A crossover in words, for the table and the report.

import type { AxisParameter } from '../../scenarios/scenario.ts';
import { axisWords } from '../results/axis-words.ts';
import type { Crossover } from '../results/result.ts';

const measures = { wall: 'wall time', cpu: 'CPU time of both' } as const;

/** At which ends of the axis the interval is open. */
export interface OpenEnds {
  readonly low: boolean;
  readonly high: boolean;
}

export function crossoverText(
  crossover: Omit<Crossover, 'text'>,
  open: OpenEnds,
  parameter: AxisParameter,
): string {
  const { measure, placement } = crossover;
  const { unit } = axisWords[parameter];
  return `${placement}, ${measures[measure]}: ${sentence(crossover, open, unit)}`;
}

function sentence(
  { below, above, status, at }: Omit<Crossover, 'text'>,
  open: OpenEnds,
  unit: string,
): string {
  if (at === null) {
    return `${status === 'below-axis' ? above : below} is cheaper at every size that was measured`;
  }
  const { lo, hi } = at.interval ?? { lo: at.value, hi: at.value };
  if (open.low && open.high) return 'not settled: neither is cheaper in every block';
  if (open.low)
    return `${above} is cheaper from ${formatCount(Math.ceil(hi))} ${unit} on; with fewer it is not settled`;
  if (open.high)
    return `${below} is cheaper up to ${formatCount(Math.floor(lo))} ${unit}; with more it is not settled`;
  const start = `${below} is cheaper up to about ${formatCount(at.value)} ${unit}, ${above} from there on`;
  if (at.interval === null) return `${start} (too few blocks for an interval)`;
  return `${start} (98 % interval ${formatCount(lo)} to ${formatCount(hi)})`;
}

function formatCount(count: number): string {
  return count < 10 && !Number.isInteger(count)
    ? count.toFixed(1)
    : count < 1000
      ? count.toFixed(0)
      : String(Math.round(count / 10) * 10);
}
