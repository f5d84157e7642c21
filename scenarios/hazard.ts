// SPDX-License-Identifier: Apache-2.0
// The shape of a hazard: a danger, what a naive program gets, and what comes of the same thing done with care: by our core
// or the safe transfer where they have a part in it, else by what a program itself must do.

import type { Act, ChannelType, Twin } from './play.ts';

export interface Hazard {
  readonly id: string;
  readonly of: 'push' | 'pull' | 'both';
  /** In one sentence. */
  readonly danger: string;
  /** Where it is written: a man page's section, a kernel version, a paper. */
  readonly source: string;
  /** The naive program is told of it by no call. The author's judgement: an act looks with calls that no program makes. */
  readonly isSilent: boolean;
  /** Between the players `donor` and `receiver`, who call their ends `channel`. */
  readonly channel?: ChannelType;
  readonly naive: Act;
  /** With care. */
  readonly ours: Act;
  /** Of `naive`. */
  readonly twin: Twin;
}
