// SPDX-License-Identifier: Apache-2.0
// Every validity check, in the order of doubtIds.

import type { Doubt } from '../results/doubt.ts';
import { autocorrelation } from './autocorrelation.ts';
import { canary } from './canary.ts';
import type { Suspect, ValidityCheck } from './check.ts';
import { clockQuantum } from './clock-quantum.ts';
import { cpuPressure } from './cpu-pressure.ts';
import { descriptorLeak } from './descriptor-leak.ts';
import { donorLoad } from './donor-load.ts';
import { drift } from './drift.ts';
import { fewBlocks } from './few-blocks.ts';
import { fewExceedances } from './few-exceedances.ts';
import { generatorLate } from './generator-late.ts';
import { migrations } from './migrations.ts';
import { offeredLoad } from './offered-load.ts';
import { positionEffect } from './position-effect.ts';
import { severalModes } from './several-modes.ts';
import { steal } from './steal.ts';
import { ties } from './ties.ts';

export const checks: readonly ValidityCheck[] = [
  fewBlocks,
  fewExceedances,
  clockQuantum,
  ties,
  drift,
  autocorrelation,
  positionEffect,
  canary,
  severalModes,
  steal,
  cpuPressure,
  migrations,
  descriptorLeak,
  offeredLoad,
  generatorLate,
  donorLoad,
];

/** All doubts about one number. */
export function examine(suspect: Suspect): Doubt[] {
  const { scenario, placement, point, arm } = suspect;
  return checks.flatMap(({ id, look }) => {
    const found = look(suspect);
    return found === null ? [] : [{ id, scenario, placement, point, arm, ...found }];
  });
}
