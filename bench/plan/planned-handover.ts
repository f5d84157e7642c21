// SPDX-License-Identifier: Apache-2.0
// One handover to come.

import type { ClientKind, HandoverArm, HandoverParameters } from '../../scenarios/handover-scenario.ts';

export interface PlannedHandover {
  readonly scenario: string;
  readonly block: number;
  readonly position: number;
  readonly arm: HandoverArm;
  readonly point: number;
  readonly clients: ClientKind;
  readonly parameters: HandoverParameters;
  /** Of the clients' schedule: the arms of a block share it. */
  readonly seed: number;
  /** Who is killed (SIGKILL), and where: a phase of native/service/phase.h. Only proofs do. */
  readonly death?: Death;
}

export interface Death {
  readonly who: 'old' | 'new';
  readonly phase: string;
}
