// SPDX-License-Identifier: Apache-2.0
// The shape of what was played (`played` in result.json): hazards, permissions and claims, each with what was seen.

import type { ClaimOutcome } from './claim-outcome.ts';

export type PlayedStatus = 'as-expected' | 'different' | 'not-possible';

export interface ActOutcome {
  readonly does: string;
  readonly comes: string;
  readonly status: PlayedStatus;
  /** `name.field` of what was looked at, and what should be seen there, in words. */
  readonly expected: Readonly<Record<string, string>>;
  /** The same fields; '' where nothing was answered; {} where it could not be played. */
  readonly seen: Readonly<Record<string, string>>;
  /** What differs, or why it could not be played; '' where all is as expected. */
  readonly why: string;
}

export interface HazardOutcome {
  readonly id: string;
  readonly of: 'push' | 'pull' | 'both';
  readonly danger: string;
  readonly source: string;
  readonly naive: ActOutcome;
  readonly ours: ActOutcome;
}

/** What a row of the permission table showed: 'ok', an error's name, or '' where it was not tried. */
export interface PermissionSeen {
  readonly pull: string;
  readonly push: string;
  /** A name of native/core/pull_cause.c, as the receiver itself diagnosed it. */
  readonly cause: string;
}

export interface PermissionOutcome extends PermissionSeen {
  readonly id: string;
  readonly situation: string;
  readonly expected: PermissionSeen;
  readonly status: PlayedStatus;
  readonly why: string;
}

export interface PlayedResults {
  /** Of the kernel that showed it, as uname(2) tells it. */
  readonly release: string;
  /** Who played, as geteuid(2) tells it: root is stopped by few rules. */
  readonly uid: number;
  /** Absent where it is part of its run: it was played again afterwards, by this revision (null: not known), at this time. */
  readonly anew?: { readonly revision: string | null; readonly at: string };
  readonly hazards: readonly HazardOutcome[];
  readonly permissions: readonly PermissionOutcome[];
  readonly claims: readonly ClaimOutcome[];
}
