// SPDX-License-Identifier: Apache-2.0
// What the sections of a gate's report draw on. It is called `result` as in the article, so that sections which need
// no more than a machine, skips or launches serve both.

import type { GateResult } from '../../bench/results/gate-result.ts';
import type { Figure } from '../article/blocks.ts';
import type { Section } from '../article/section.ts';

export interface GateContent {
  readonly result: GateResult;
  readonly figures: readonly Figure[];
}

export type GateSection = Section<GateContent>;
