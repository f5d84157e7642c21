// SPDX-License-Identifier: Apache-2.0
// What the sections of a calibration's report draw on.

import type { Calibration } from '../../bench/results/calibration.ts';
import type { Figure } from '../article/blocks.ts';
import type { Section } from '../article/section.ts';

export interface CalibrationContent {
  /** Named as in other reports, so that a section which asks for an environment only serves them all. */
  readonly result: Calibration;
  readonly figures: readonly Figure[];
}

export type CalibrationSection = Section<CalibrationContent>;
