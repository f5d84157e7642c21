// SPDX-License-Identifier: Apache-2.0
// Did the handover really happen, and does what the clients saw agree with what the processes say?

import type { HandoverArm } from '../../scenarios/handover-scenario.ts';
import type { Ledger } from '../results/handover.ts';
import type { Failure } from '../results/result.ts';
import { lostOf } from '../results/ledger.ts';
import type { SubjectEnd } from './subject.ts';

/** null: it counts. */
export function judgeHandover(
  arm: HandoverArm,
  ledger: Ledger,
  end: SubjectEnd,
  streams: number,
): Failure | null {
  if (end.failure !== null) return end.failure;
  if (ledger.notOffered > 0) return voided(ledger);
  const isControl = arm.gives === 'no_handover';
  if (end.instants.go === null) return oracle('the order to hand over was never read');
  if (isControl && ledger.servedByNew > 0) return oracle('a new process served, and none was to');
  const mayFail = arm.fault !== undefined || arm.stopsAt !== undefined;
  if (!isControl && ledger.servedByNew === 0 && !mayFail)
    return oracle('nothing was served by the new process');
  return disagreement(ledger, end, streams);
}

/** A client that has an answer was answered; where nothing was lost, nothing more was. Streams are opened by a frame that is
 * in no ledger. */
function disagreement(ledger: Ledger, { answered }: SubjectEnd, streams: number): Failure | null {
  if (answered === null) return null;
  const { servedByOld, servedByNew } = ledger;
  const [old, next] = [answered.old - streams, answered.new];
  const isPossible = old >= servedByOld && next >= servedByNew;
  const isExact = old === servedByOld && next === servedByNew;
  if (isPossible && (isExact || lostOf(ledger) + ledger.doubled > 0)) return null;
  return oracle(
    `clients have ${String(servedByOld)} answers of the old process and ${String(servedByNew)} of the new one; the processes say that they gave ${String(old)} and ${String(next)}`,
  );
}

function voided({ notOffered, offered }: Ledger): Failure {
  return {
    code: 'CLIENTS_EXHAUSTED',
    operation: 'connect',
    text: `${String(notOffered)} of ${String(offered)} were never offered: the clients had no port or no descriptor left; lower the rate, or raise the limit of descriptors (ulimit -Hn)`,
  };
}

function oracle(text: string): Failure {
  return { code: 'ORACLE', operation: 'check', text };
}
