// SPDX-License-Identifier: Apache-2.0
// Every hazard, in the order in which they are played and told: of the push, of the pull, of both.

import type { Hazard } from '../hazard.ts';
import { exitLadder } from './exit-ladder.ts';
import { fullTable } from './full-table.ts';
import { numberReuse } from './number-reuse.ts';
import { recycledPid } from './recycled-pid.ts';
import { truncatedControl } from './truncated-control.ts';
import { wrongHandles } from './wrong-handles.ts';

export const hazards: readonly Hazard[] = [
  truncatedControl,
  // of the pull
  numberReuse,
  fullTable,
  exitLadder,
  recycledPid,
  wrongHandles,
];
