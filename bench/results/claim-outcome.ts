// SPDX-License-Identifier: Apache-2.0
// The shape of what was found of a claim.

import type { DrawnFrom, PartRole } from '../../scenarios/claim.ts';
import type { PlayedStatus } from './played.ts';

export type ClaimVerdict = 'holds' | 'holds with a condition' | 'does not hold' | 'open';

export interface ClaimPartOutcome {
  readonly says: string;
  readonly role: PartRole;
  readonly status: PlayedStatus;
  /** null: it was played. What is drawn from elsewhere may turn out either way: then `different` is an answer. */
  readonly drawnFrom: DrawnFrom | null;
  /** What differs, why it could not be played, or, of what was drawn, what was counted. */
  readonly why: string;
  /** As of an act; {} where it was drawn. */
  readonly expected: Readonly<Record<string, string>>;
  readonly seen: Readonly<Record<string, string>>;
}

export interface ClaimOutcome {
  readonly id: string;
  readonly claim: string;
  readonly verdict: ClaimVerdict;
  /** What was seen for it or against it, in sentences. */
  readonly evidence: string;
  /** The limits that were seen. */
  readonly conditions: readonly string[];
  /** Runs it again. */
  readonly command: string;
  readonly parts: readonly ClaimPartOutcome[];
}
