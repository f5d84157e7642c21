// SPDX-License-Identifier: Apache-2.0
// Where acts are played: the helper of this build, channels that the addon makes.

import { close, helperPath, socketpair } from '../native.ts';
import type { Stage } from './play-act.ts';

export function openStage(signal: AbortSignal): Stage {
  return { helperPath: helperPath(), makeChannel: socketpair, close, signal };
}
