// SPDX-License-Identifier: Apache-2.0
// The proofs, in the order in which they are told.

import { alike } from './alike.ts';
import { alwaysFirst } from './always-first.ts';
import { burst } from './burst.ts';
import { freeze } from './freeze.ts';
import { handoverDeaths } from './handover-deaths.ts';
import { handoverSoak } from './handover-soak.ts';
import { drawnSizes, injections } from './injections.ts';
import type { Proof } from './proof.ts';
import { silentSoak } from './silent-soak.ts';
import { soak } from './soak.ts';
import { streamsSoak } from './streams-soak.ts';

export const proofs: readonly Proof[] = [
  alike,
  injections,
  drawnSizes,
  burst,
  alwaysFirst,
  freeze,
  soak,
  handoverSoak,
  streamsSoak,
  handoverDeaths,
  silentSoak,
];
