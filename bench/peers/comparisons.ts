// SPDX-License-Identifier: Apache-2.0
// Which peers are set side by side, and what was asked for: "how many times better", per block.

import { estimateRatio } from '../stats/estimate.ts';
import type { PeerRun } from './run-peers.ts';

export interface Comparison {
  readonly ours: string;
  readonly theirs: string;
  /** At least so many times better. */
  readonly wanted: number;
}

export const comparisons: readonly Comparison[] = [
  { ours: 'scm_rights streamed, 1 a message', theirs: 'stress-ng --sockfd 1', wanted: 2.5 },
  { ours: 'scm_rights streamed, 252 a message', theirs: 'stress-ng --sockfd 1', wanted: 15 },
  { ours: 'addon push', theirs: 'subprocess.send', wanted: 3 },
  { ours: 'addon pull', theirs: 'subprocess.send', wanted: 3 },
  { ours: 'unix-dgram pull', theirs: 'subprocess.send', wanted: 1 },
];

export interface Judged {
  readonly text: string;
  readonly ratio: string;
  readonly interval: string;
  readonly blocks: number;
  readonly wanted: string;
}

/** A rate is better when it is higher, a duration when it is lower. */
export function judgeComparison({ ours, theirs, wanted }: Comparison, run: PeerRun): Judged {
  const find = (peer: string): PeerRun['measured'][number] | undefined =>
    run.measured.find((one) => one.peer === peer);
  const [mine, other] = [find(ours), find(theirs)];
  const text = `${ours} against ${theirs}`;
  if (mine === undefined || other === undefined) {
    return { text, ratio: 'not measured here', interval: '–', blocks: 0, wanted: `≥ ${String(wanted)}` };
  }
  const isRate = mine.unit === 'descriptors/s';
  const [over, under] = isRate ? [mine.values, other.values] : [other.values, mine.values];
  const estimate = estimateRatio(
    over.flatMap((value, block) => {
      const logRatio = Math.log(value / (under[block] ?? 0));
      return Number.isFinite(logRatio) ? [{ logRatio }] : [];
    }),
  );
  const interval = estimate?.interval ?? null;
  return {
    text,
    ratio: estimate === null ? 'no pair' : `${estimate.value.toFixed(2)}×`,
    interval: interval === null ? 'under 10 blocks' : `${interval.lo.toFixed(2)}–${interval.hi.toFixed(2)}`,
    blocks: estimate?.blocks ?? 0,
    wanted: `≥ ${String(wanted)}`,
  };
}
