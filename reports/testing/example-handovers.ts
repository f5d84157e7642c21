// SPDX-License-Identifier: Apache-2.0
// Made-up live handovers: rates with every arm, one rate of which the clients do not carry, listeners, streams, faults and
// peers. Drawn from a fixed seed; rows are computed from the handovers, so that all that is told fits together.

import type { HandoverResults, HandoverSummary } from '../../bench/results/handover.ts';
import type { Result } from '../../bench/results/result.ts';
import { handoverFaults } from '../../scenarios/handover/faults.ts';
import { handoverListeners } from '../../scenarios/handover/listeners.ts';
import { handoverPeers } from '../../scenarios/handover/peers.ts';
import { handoverRates } from '../../scenarios/handover/rates.ts';
import { handoverStreams } from '../../scenarios/handover/streams.ts';
import type { HandoverScenario } from '../../scenarios/handover-scenario.ts';
import { makeDraws } from '../../test/support/draws.ts';
import type { ReportInput } from '../report-input.ts';
import { exampleHandover } from './example-handover.ts';
import { exampleHandoverRow } from './example-handover-row.ts';
import { exampleInput } from './example-result.ts';

/** With numbers of its own: when those of the scenario change, what is made up stays as it is. */
const made = (
  scenario: HandoverScenario,
  values: readonly number[],
  [beforeMs, afterMs]: readonly [number, number],
): HandoverScenario => ({
  ...scenario,
  fixed: { ...scenario.fixed, ratePerSecond: 5000, beforeMs, afterMs },
  axis: { ...scenario.axis, values },
});

export const exampleHandoverScenarios: readonly HandoverScenario[] = [
  made(handoverRates, [1000, 10_000, 30_000], [500, 500]),
  made(handoverListeners, [1, 100, 1000], [500, 500]),
  made(handoverStreams, [100, 1000], [1000, 1000]),
  made(handoverFaults, [5000], [500, 500]),
  made(handoverPeers, [3000], [800, 1200]),
];

/** The example, and its live handovers. */
export function handoverInput(blocks = 12): ReportInput {
  const input = exampleInput();
  return { ...input, result: withHandovers(input.result, exampleHandovers(blocks)) };
}

export function withHandovers(result: Result, handovers: HandoverResults): Result {
  return { ...result, handovers };
}

/** The first peer failed twice, and one handover was void: its clients had no port left. */
export function exampleHandovers(blocks = 12, scenarios = exampleHandoverScenarios): HandoverResults {
  const draws = makeDraws(7, 'example handovers');
  const handovers = scenarios
    .flatMap((scenario) =>
      plannedOf(scenario, blocks).map((place) => exampleHandover(scenario, place, draws)),
    )
    .map((one, index) => ({ ...one, handover: index }));
  return {
    scenarios,
    cells: scenarios.map(({ id, arms, axis }) => ({
      scenario: id,
      arms: arms.map((arm) => arm.id),
      points: axis.values,
      blocks,
      endedBy: 'plan',
    })),
    cpus: { services: 2, clients: 3 },
    hasNamespace: true,
    handovers,
    rows: scenarios.flatMap((scenario) =>
      scenario.axis.values.flatMap((point) =>
        scenario.arms.map((arm) => exampleHandoverRow(handovers, { scenario, point, arm: arm.id, blocks })),
      ),
    ),
    samples: {
      file: 'handovers.ndjson.gz',
      sha256: 'cd'.repeat(32),
      bytes: 1_234_567,
      handovers: handovers.length,
    },
  };
}

export type Place = Pick<HandoverSummary, 'scenario' | 'block' | 'position' | 'arm' | 'point'>;

function plannedOf({ id, arms, axis }: HandoverScenario, blocks: number): readonly Place[] {
  return [...Array(blocks).keys()].flatMap((block) =>
    axis.values.flatMap((point) =>
      arms.map((arm, position) => ({ scenario: id, block, position, arm: arm.id, point })),
    ),
  );
}
