// SPDX-License-Identifier: Apache-2.0
// Does a place in the block turn a gate red? Base and head are alike, and base always comes first: the mistake that a
// drawn order is there to prevent.

import { decideGate } from '../gate/decide.ts';
import { decisionOn } from '../gate/judge-look.ts';
import type { BlockSource } from '../gate/gate-cell.ts';
import { launchesOfCell } from '../plan/blocks.ts';
import type { PlannedLaunch } from '../plan/plan.ts';
import type { LaunchSummary } from '../results/result.ts';
import { positionEffect } from '../validity/position-effect.ts';
import { runBlock } from '../run/run-block.ts';
import { keepSkips } from '../run/skips.ts';
import type { LiveGate } from '../cli/calibrate-live.ts';
import type { GateMeasurement } from '../cli/gate-measure.ts';
import { runGatesAlike } from './gates-alike.ts';
import type { Claim, Proof, ProofOutcome } from './proof.ts';
import { laboratoryFor } from './proof.ts';

export const alwaysFirst: Proof = {
  name: 'always-first',
  text: 'gates with base = head and base first in every block: each says that no verdict may rest on it, and none would have failed without that',
  runs: 20,
  run: async (setting) => {
    const outcome = await runGatesAlike(setting, () => ({
      laboratory: laboratoryFor(setting),
      measure: measureBaseFirst,
      tell: tellBaseFirst,
    }));
    return outcome && { ...outcome, claims: [...outcome.claims, ...claimsOf(outcome)] };
  },
};

/** That none fails is no wonder where every look is left open: so it is told as well what the looks would have said. */
function tellBaseFirst({ decision: { endpoints } }: LiveGate): {
  readonly noticed: boolean;
  readonly withoutDoubt: string;
} {
  const decisions = endpoints.map(({ endpoint, looks }) =>
    looks.some((look) => decisionOn(look, endpoint.tolerance, false) === 'FAIL')
      ? 'FAIL'
      : looks.some((look) => decisionOn(look, endpoint.tolerance, false) === 'PASS')
        ? 'PASS'
        : 'OPEN',
  );
  return {
    noticed: endpoints.every(({ doubts }) => doubts.includes(positionEffect.id)),
    withoutDoubt: decisions.join(' '),
  };
}

function claimsOf({ gates }: ProofOutcome): Claim[] {
  const noticed = gates.filter((gate) => gate['noticed'] === true).length;
  const wouldFail = gates.filter((gate) => String(gate['withoutDoubt']).includes('FAIL')).length;
  const all = String(gates.length);
  return [
    { text: `noticed in ${String(noticed)} of ${all} (all)`, holds: noticed === gates.length },
    {
      text: `without the doubt a first pass would have failed in ${String(wouldFail)} of ${all} (none)`,
      holds: wouldFail === 0,
    },
  ];
}

function measureBaseFirst(measurement: GateMeasurement) {
  const most = Math.max(...measurement.plan.cells.map(({ looks }) => looks.at(-1)?.blocks ?? 0));
  return decideGate(measurement.plan.cells, {
    first: baseFirstBlocks(measurement, 0),
    confirmation: baseFirstBlocks(measurement, most),
  });
}

function baseFirstBlocks({ plan, machine, kept, seed }: GateMeasurement, firstBlock: number): BlockSource {
  const done = new Map<string, number>();
  const skips = keepSkips();
  return {
    ended: () => (machine.signal.aborted ? 'interrupted' : null),
    next: async ({ id }, count) => {
      const cell = plan.launched.get(id);
      if (cell === undefined) throw new RangeError(`no cell ${id}`);
      const from = done.get(id) ?? 0;
      const launches: LaunchSummary[] = [];
      for (const block of launchesOfCell(cell, seed).slice(from, from + count)) {
        if (machine.signal.aborted) break;
        launches.push(...(await runBlock(baseFirst(block, firstBlock), { cell, machine, skips, kept })));
      }
      done.set(id, from + count);
      return launches;
    },
  };
}

/** The drawn order, with everything of head moved to the end. */
export function baseFirst(block: readonly PlannedLaunch[], firstBlock: number): PlannedLaunch[] {
  const isHead = ({ arm }: PlannedLaunch): boolean => arm.revision === 'head';
  return [...block.filter((launch) => !isHead(launch)), ...block.filter(isHead)].map((launch, position) => ({
    ...launch,
    place: { ...launch.place, position, block: launch.place.block + firstBlock },
  }));
}
