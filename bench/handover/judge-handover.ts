// SPDX-License-Identifier: Apache-2.0
// Did the handover really happen, and does what the clients saw agree with what the processes say?

import type { HandoverParameters } from '../../scenarios/handover-scenario.ts';
import type { PlannedHandover } from '../plan/planned-handover.ts';
import type { Ledger } from '../results/handover.ts';
import type { Failure } from '../results/result.ts';
import { lostOf } from '../results/ledger.ts';
import type { SubjectEnd } from './subject.ts';

/** What the old process must not serve any more: what is due so long before the last, ms. */
const lastMs = 50;

/** null: it counts. `lastDueOfOld`: how long before the last was due the old process last served, ms. */
export function judgeHandover(
  { arm, parameters }: Pick<PlannedHandover, 'arm' | 'parameters'>,
  ledger: Ledger,
  end: SubjectEnd,
  lastDueOfOld: number | null,
): Failure | null {
  if (end.failure !== null) return end.failure;
  if (ledger.notOffered > 0) return voided(ledger);
  if ((end.acceptFailures ?? 0) > 0) return exhausted(end.acceptFailures ?? 0);
  if (end.instants.go === null) return oracle('the order to hand over was never given');
  const isControl = arm.gives === 'no_handover';
  const mayFail = arm.fault !== undefined || arm.stopsAt !== undefined;
  if (isControl && ledger.servedByNew > 0) return oracle('a new process served, and none was to');
  const undone = isControl || mayFail ? null : undoneBy(ledger, end, lastDueOfOld);
  return undone ?? disagreement(ledger, end, parameters);
}

/** Both may go on serving, and nobody notices a loss: that is no handover. */
function undoneBy({ servedByNew }: Ledger, end: SubjectEnd, lastDueOfOld: number | null): Failure | null {
  if (servedByNew === 0) return oracle('nothing was served by the new process');
  if ((end.resumed ?? 0) > 0) return oracle('the old process gave the handover up and served on');
  if (end.resumed !== null && end.instants.closed === null)
    return oracle('the old process never closed its listeners');
  if (lastDueOfOld !== null && lastDueOfOld < lastMs)
    return oracle('the old process still served when the last clients came');
  return null;
}

/** A client that has all its answers was answered so often; where nothing was lost, nothing more was. Streams are opened by
 * a frame that is in no ledger. */
function disagreement(
  ledger: Ledger,
  { answered }: SubjectEnd,
  { streams, requests }: HandoverParameters,
): Failure | null {
  if (answered === null) return null;
  const [servedByOld, servedByNew] = [ledger.servedByOld * requests, ledger.servedByNew * requests];
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

function exhausted(failures: number): Failure {
  const text = `the service had no descriptor or memory left for ${String(failures)} connections: what was lost is not laid to the handover; raise the limit of descriptors (ulimit -Hn)`;
  return { code: 'SERVICE_EXHAUSTED', operation: 'accept4', text };
}

function oracle(text: string): Failure {
  return { code: 'ORACLE', operation: 'check', text };
}
