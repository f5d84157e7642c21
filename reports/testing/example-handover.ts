// SPDX-License-Identifier: Apache-2.0
// One made-up handover: its ledger, its instants, what clients saw before and after, and its timeline.

import type {
  HandoverInstants,
  HandoverSummary,
  Ledger,
  SojournWindow,
  TimelineBin,
} from '../../bench/results/handover.ts';
import type { HandoverArm, HandoverParameters, HandoverScenario } from '../../scenarios/handover-scenario.ts';
import type { Draws } from '../../test/support/draws.ts';
import type { Place } from './example-handovers.ts';

const ms = 1e6;
/** What the made-up clients can begin a second. */
const mostBegun = 17_800;

export function exampleHandover(scenario: HandoverScenario, place: Place, draws: Draws): HandoverSummary {
  const { arms, fixed, axis } = scenario;
  const arm = arms.find(({ id }) => id === place.arm);
  if (arm === undefined) throw new Error(`no arm ${place.arm}`);
  const parameters = { ...fixed, [axis.parameter]: place.point };
  const failure = failureOf(place);
  if (failure !== null) return { ...failed, ...place, failure };
  const begun = Math.min(parameters.ratePerSecond, mostBegun) * (1 - 0.004 * draws.uniform());
  const ledger = ledgerOf(arm, parameters, Math.round((begun * spanMs(parameters)) / 1000), draws);
  const noise = Math.exp(0.08 * draws.normal());
  const worst = worstOf(arm, parameters) * noise;
  const isControl = arm.gives === 'no_handover';
  return {
    ...place,
    handover: 0,
    status: 'ok',
    failure: null,
    ledger,
    instants: isControl ? null : instantsOf(arm, parameters, noise),
    begunPerSecond: begun,
    lateMax: 0.1 * ms * noise,
    windows: [10, 100, 400].map((length) => ({
      ms: length,
      before: windowOf(begun, length, 0.4 * ms),
      after: windowOf(begun, length, worst),
    })),
    pauses:
      scenario.clients === 'streams' && !isControl
        ? {
            streams: place.point,
            p50: 0.9 * ms * noise,
            p99: place.point < 1000 ? null : 3 * ms * noise,
            max: 5 * ms * noise,
          }
        : null,
    cpu:
      arm.peer === undefined
        ? {
            old: (arm.fault === 'keeps-ghost' ? 210 : 24) * ms * noise,
            new: isControl ? null : 31 * ms * noise,
          }
        : { old: null, new: null },
    ghostWakeups: arm.fault === 'keeps-ghost' ? 2400 + Math.round(40 * draws.normal()) : 0,
    ...(place.block === 0 ? { timeline: timelineOf(arm, begun, ledger, worst) } : {}),
  };
}

const failed: Omit<HandoverSummary, 'scenario' | 'block' | 'position' | 'arm' | 'point' | 'failure'> = {
  handover: 0,
  status: 'failed',
  ledger: null,
  instants: null,
  begunPerSecond: null,
  lateMax: null,
  windows: [],
  pauses: null,
  cpu: { old: null, new: null },
  ghostWakeups: 0,
};

function failureOf({ scenario, arm, block, point }: Place): HandoverSummary['failure'] {
  if (arm === 'haproxy_plain' && block < 2) {
    return { code: 'PEER_GONE', operation: 'haproxy', text: 'haproxy ended before it was ready.' };
  }
  return scenario === 'handover-rates' && arm === 'close_then_bind' && block === 3 && point === 1000
    ? { code: 'VOID', operation: 'connect', text: 'The clients had no port left for 12 connections.' }
    : null;
}

const spanMs = ({ beforeMs, afterMs }: HandoverParameters): number => beforeMs + afterMs;

/** reuseport loses what waits in the old process's queue, close_then_bind refuses while nobody listens. */
function ledgerOf(arm: HandoverArm, parameters: HandoverParameters, offered: number, draws: Draws): Ledger {
  const perSecond = parameters.ratePerSecond;
  const share = Math.exp(0.3 * draws.normal());
  const none = { refused: 0, reset: 0, timedOut: 0, closedEarly: 0, wrong: 0 };
  const lost =
    arm.gives === 'close_then_bind' || arm.id === 'haproxy_plain'
      ? { ...none, refused: Math.round(0.0008 * perSecond * share), closedEarly: perSecond > 5000 ? 1 : 0 }
      : arm.gives === 'reuseport' && arm.migratesRequests === undefined
        ? { ...none, reset: Math.floor(0.0002 * perSecond * share) }
        : arm.fault === 'shuts-down'
          ? { ...none, refused: Math.round(offered / 2), timedOut: 3 }
          : none;
  const served = offered - Object.values(lost).reduce((sum, one) => sum + one, 0);
  const byOld =
    arm.gives === 'no_handover' ? served : Math.round((served * parameters.beforeMs) / spanMs(parameters));
  return { offered, servedByOld: byOld, servedByNew: served - byOld, ...lost, notOffered: 0, doubled: 0 };
}

const leastStep = 0.15 * ms;

/** Of listeners the time grows with their number, and most for those that are bound anew. */
function stepOf({ gives, peer }: HandoverArm, { listeners }: HandoverParameters): number {
  const each = gives === 'close_then_bind' || gives.startsWith('reuseport') ? 9000 : 1200;
  return (peer === undefined ? leastStep : 22 * ms) + each * listeners;
}

function worstOf(arm: HandoverArm, parameters: HandoverParameters): number {
  if (arm.gives === 'no_handover') return 0.42 * ms;
  // The old process forks: everybody waits for it.
  return arm.gives === 'inherit_exec' ? 4 * ms : 0.42 * ms + (stepOf(arm, parameters) - leastStep) / 2;
}

function instantsOf(arm: HandoverArm, parameters: HandoverParameters, noise: number): HandoverInstants {
  const step = stepOf(arm, parameters) * noise;
  return {
    read: step / 6,
    given: step / 3,
    holding: step / 2,
    accepting: step,
    firstAcceptByNew: step + 0.05 * ms,
    lastAcceptByOld: arm.gives === 'close_then_bind' ? -0.02 * ms : step + 0.02 * ms,
    stopped: 1.1 * step,
    moved: parameters.streams > 0 ? 2 * step : null,
    closed: step + parameters.trialMs * ms,
  };
}

function windowOf(begun: number, length: number, max: number): SojournWindow {
  const served = Math.round((begun * length) / 1000);
  return {
    served,
    p50: served < 20 ? null : 0.09 * ms,
    p99: served < 1000 ? null : Math.min(max, 0.3 * ms),
    max: served === 0 ? null : max,
  };
}

/** What is lost is due in the two stretches after the order. */
function timelineOf(arm: HandoverArm, begun: number, ledger: Ledger, worst: number): readonly TimelineBin[] {
  const lost = ledger.refused + ledger.reset + ledger.timedOut + ledger.closedEarly;
  const due = Math.round(begun / 100);
  return [...Array(100).keys()].map((index) => {
    const fromMs = 10 * (index - 50);
    const failed =
      fromMs === 0
        ? Math.min(due, Math.ceil(lost / 2))
        : fromMs === 10
          ? Math.min(due, Math.floor(lost / 2))
          : 0;
    const served = due - failed;
    const isByOld = fromMs < 0 || arm.gives === 'no_handover';
    const byOld = isByOld ? served : fromMs === 0 ? Math.round(served / 9) : 0;
    const max = fromMs === 0 ? worst : (0.2 + 0.02 * (index % 7)) * ms;
    return {
      fromMs,
      servedByOld: byOld,
      servedByNew: served - byOld,
      failed,
      p50: served === 0 ? null : 0.09 * ms,
      max: served === 0 ? null : max,
    };
  });
}
