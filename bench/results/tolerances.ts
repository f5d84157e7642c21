// SPDX-License-Identifier: Apache-2.0
// τ: the smallest slowdown that matters, where nobody says otherwise (docs/method.md).

import type { Placement } from '../../scenarios/scenario.ts';

const tolerances: Readonly<Record<Placement, number>> = {
  'same-cpu': 0.05,
  // The wake-up of another CPU moves more from launch to launch than from revision to revision.
  'cross-cpu': 0.1,
  // Bimodal: reported, and too wide for a gate.
  unpinned: 0.2,
};
const tailTolerance = 0.5;

/** As a share: 0.05 is 5 %. */
export function defaultTolerance(placement: Placement, quantile: 'p50' | 'p99'): number {
  return quantile === 'p99' ? tailTolerance : tolerances[placement];
}
