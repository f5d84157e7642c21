// SPDX-License-Identifier: Apache-2.0
// The shape of a claim that is made for pidfd_getfd: what is said, and parts that show whether it is so.

import type { Act, ChannelType, Twin } from './play.ts';

export interface Claim {
  /** C1 to C10. */
  readonly id: string;
  /** In our words. */
  readonly claim: string;
  readonly parts: readonly ClaimPart[];
}

export type ClaimPart = ActPart | DrawnPart;

interface Part {
  /** What is seen, in one sentence, where it is seen as expected. */
  readonly says: string;
  readonly role: PartRole;
}

/**
 * `core`: the claim needs it. `limit`: where it is seen, the claim holds with this condition. `beside`: is told with the
 * evidence, and decides nothing.
 */
export type PartRole = 'core' | 'limit' | 'beside';

/** Is played for the claim. */
export interface ActPart extends Part, Pick<Act, 'setUp' | 'steps' | 'expects'> {
  readonly channel?: ChannelType;
  /** The same with one thing changed, which must not be seen as expected. */
  readonly twin: Twin;
}

/** Draws on what was played or measured for something else. */
export interface DrawnPart extends Part {
  readonly drawsOn: DrawnFrom;
}

export type DrawnFrom = 'silent-hazards' | 'pulled-listener-serves' | 'pulled-listener-limits';
