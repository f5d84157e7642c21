// SPDX-License-Identifier: Apache-2.0
// One real gate, with base = head or with one of them slowed down on purpose. Both helpers are fresh copies of the same
// program, and the judge gets launches from which the mark of the slowdown has been taken away.

import { placeHelpers } from '../base-revision/equal-places.ts';
import type { Decision } from '../gate/decide.ts';
import type { GateArms } from '../plan/gate-arms.ts';
import type { EndpointResult } from '../results/gate-result.ts';
import type { LaunchSummary } from '../results/result.ts';
import { nowhere } from '../run/collect-session.ts';
import type { Keeper, RunObserver } from '../run/keep-launches.ts';
import { keepLaunches } from '../run/keep-launches.ts';
import type { Laboratory } from './calibrate-laboratory.ts';
import { launchingOf } from './calibrate-laboratory.ts';
import type { GateMeasurement } from './gate-measure.ts';
import { measureGate } from './gate-measure.ts';
import { planGate } from './gate-plan.ts';
import { silentProgress } from './progress.ts';

export interface LiveGateWishes {
  readonly seed: number;
  /** null: base and head are alike. */
  readonly inject: GateArms['inject'];
  readonly observer?: RunObserver;
  /** Absent: as `gate` does it. A proof may measure in another way. */
  readonly measure?: (measurement: GateMeasurement) => Promise<Decision>;
}

export interface LiveGate {
  readonly decision: Decision;
  readonly seconds: number;
  readonly launches: readonly LaunchSummary[];
}

/** null: interrupted, so that it says nothing. */
export async function runLiveGate(
  laboratory: Laboratory,
  { seed, inject, observer = silentProgress(), measure = measureAsGate }: LiveGateWishes,
): Promise<LiveGate | null> {
  const startedAt = performance.now();
  const { wishes, machine, signal } = laboratory;
  const plan = planGate({ ...wishes, inject }, machine);
  const places = placeHelpers({ base: machine.helperPath, head: machine.helperPath });
  try {
    const launching = launchingOf(laboratory, ({ revision }) => places[revision ?? 'base']);
    const kept = withoutMarks(keepLaunches(nowhere, observer));
    const decision = await measure({ plan, machine: launching, kept, seed, budget: null });
    const seconds = (performance.now() - startedAt) / 1000;
    return signal.aborted ? null : { decision, seconds, launches: kept.launches };
  } finally {
    places.dispose();
  }
}

/** What head / base should be when one of them took `ns` longer: from the p50 of the other, in the same blocks. */
export function expectedRatio(
  { base, head }: Pick<EndpointResult, 'base' | 'head'>,
  { revision, ns }: NonNullable<GateArms['inject']>,
): number | null {
  if (revision === 'head') return base === null ? null : (base + ns) / base;
  return head === null ? null : head / (head + ns);
}

async function measureAsGate(measurement: GateMeasurement): Promise<Decision> {
  return (await measureGate(measurement)).decision;
}

/** The judge must not see which launches were slowed down. */
function withoutMarks(kept: Keeper): Keeper {
  return { ...kept, record: (cell, record) => withoutMark(kept.record(cell, record)) };
}

function withoutMark(launch: LaunchSummary): LaunchSummary {
  if (launch.conditions === null) return launch;
  return { ...launch, conditions: { ...launch.conditions, injected_ns: 0 } };
}
