// SPDX-License-Identifier: Apache-2.0
// What was measured under load, as OpenMetrics: transfers by what became of them, and what pairs move together.

import type { CapacityRow, Outcomes, Row } from '../../bench/results/result.ts';
import type { LabelledEstimate } from './openmetrics-families.ts';
import { estimates, gauge, placeOf } from './openmetrics-families.ts';
import type { Family, MetricSample } from './openmetrics-text.ts';

/** Families without a sample are left out by whoever writes them. */
export function loadFamilies(rows: readonly Row[]): readonly Family[] {
  return [
    gauge('fd_handover_transfers', 'Recorded transfers by what became of them', rows.flatMap(outcomeSamples)),
    ...estimates(
      { name: 'fd_handover_capacity', help: 'Descriptors a second, all pairs together' },
      ofCapacity(rows, ({ descriptorsPerSecond }) => [['', descriptorsPerSecond]]),
    ),
    ...estimates(
      {
        name: 'fd_handover_descriptor_cpu',
        help: 'CPU time a descriptor: of a role (donor, receiver), and of all in a mode (user, system)',
        unit: 'seconds',
      },
      ofCapacity(rows, ({ donorCpu, receiverCpu, userCpu, systemCpu }) => [
        ['donor', donorCpu],
        ['receiver', receiverCpu],
        ['user', userCpu],
        ['system', systemCpu],
      ]),
    ),
    ...estimates(
      { name: 'fd_handover_descriptor_switches', help: 'Context switches a descriptor, both roles' },
      ofCapacity(rows, ({ switches }) => [['', switches]]),
    ),
    ...estimates(
      {
        name: 'fd_handover_cpus_busy',
        help: 'CPU time of all roles as a share of the CPUs that they could use',
        unit: 'ratio',
      },
      ofCapacity(rows, ({ cpuShare }) => [['', cpuShare]]),
    ),
  ];
}

const outcomes = ['offered', 'completed', 'late', 'lost'] as const satisfies readonly (keyof Outcomes)[];

function outcomeSamples(row: Row): MetricSample[] {
  const { outcomes: own } = row;
  return own === undefined
    ? []
    : outcomes.map((outcome) => ({ labels: { ...placeOf(row), outcome }, value: own[outcome] }));
}

/** With a label `of` where there is something to tell apart. */
function ofCapacity(
  rows: readonly Row[],
  parts: (capacity: CapacityRow) => readonly (readonly [string, LabelledEstimate['estimate']])[],
): LabelledEstimate[] {
  return rows.flatMap((row) =>
    row.capacity === undefined
      ? []
      : parts(row.capacity).map(([of, estimate]) => ({
          labels: of === '' ? placeOf(row) : { ...placeOf(row), of },
          estimate,
        })),
  );
}
