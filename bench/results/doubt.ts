// SPDX-License-Identifier: Apache-2.0
// The shape of a doubt: a reason to trust a number less. bench/validity finds them; they stand beside the
// number in every table, report and export. A doubt can weaken a claim, never make one.

import type { Placement } from '../../scenarios/scenario.ts';

/** Every doubt that there is, in the order in which they are told. */
export const doubtIds = [
  'few-blocks',
  'few-exceedances',
  'clock-quantum',
  'ties',
  'drift',
  'autocorrelation',
  'position-effect',
  'canary',
  'several-modes',
  'steal',
  'cpu-pressure',
  'migrations',
  'descriptor-leak',
  'offered-load',
  'generator-late',
  'donor-load',
] as const;
export type DoubtId = (typeof doubtIds)[number];

/** The number that a doubt is about. */
export interface DoubtPlace {
  readonly scenario: string;
  readonly placement: Placement;
  readonly point: number | null;
  readonly arm: string;
}

export interface Doubt extends DoubtPlace {
  readonly id: DoubtId;
  /** `weakens`: no verdict and no difference may rest on this number. `note`: to be known. */
  readonly weight: 'note' | 'weakens';
  /** What was seen, with the threshold that it crossed: one sentence. */
  readonly evidence: string;
  /** What to do about it: one sentence. */
  readonly advice: string;
}
