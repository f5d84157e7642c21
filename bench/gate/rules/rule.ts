// SPDX-License-Identifier: Apache-2.0
// The shape of a rule that makes an endpoint INVALID: what was measured says nothing about it, neither good nor bad.

import type { Endpoint, Reason } from '../../results/gate-result.ts';
import type { LaunchSummary } from '../../results/result.ts';
import type { GateCell } from '../gate-cell.ts';

export interface Evidence {
  readonly cell: GateCell;
  readonly endpoint: Endpoint;
  /** Of one pass, of this cell, in the order of time. */
  readonly launches: readonly LaunchSummary[];
  /** Whether the pass is over; before, too few blocks prove nothing. */
  readonly isOver: boolean;
}

export interface InvalidRule {
  readonly id: string;
  readonly look: (evidence: Evidence) => Reason['text'] | null;
}
