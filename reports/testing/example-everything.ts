// SPDX-License-Identifier: Apache-2.0
// A made-up result in which every field that a result can have is filled: for tests that change each of them.

import type { LaunchSummary, PlannedCell, Result } from '../../bench/results/result.ts';
import type { CallScenario, Scenario } from '../../scenarios/scenario.ts';
import type { ReportInput } from '../report-input.ts';
import { exampleHandovers } from './example-handovers.ts';
import { loadResult } from './example-load.ts';
import { exampleInput } from './example-result.ts';
import { silentWithFailure } from './example-silent.ts';
import { withFailures } from './example-variants.ts';
import { withWays } from './example-ways.ts';

/** The example, the run under load, the other ways and live handovers in one, and what none of them has. */
export function everythingInput(): ReportInput {
  const { distributions, instantTimes = [] } = exampleInput();
  return { result: everything(), distributions, instantTimes };
}

function everything(): Result {
  const parts = [withFailures(3).result, loadResult(10), onlyWays()];
  const [first] = parts;
  if (first === undefined) throw new Error('there is no example');
  const all = <Key extends 'cells' | 'skips' | 'launches' | 'rows' | 'doubts'>(key: Key): Result[Key] =>
    parts.flatMap((part): readonly unknown[] => part[key]) as unknown as Result[Key];
  const launches = all('launches').map((launch, index) => ({ ...launch, launch: index }));
  return {
    ...first,
    environment: filledEnvironment(first.environment),
    scenarios: [...parts.flatMap(({ scenarios }) => scenarios).map(withKind), calls],
    cells: all('cells').map(withRevision),
    skips: [
      ...all('skips'),
      {
        scenario: 'batch',
        placement: 'same-cpu',
        arm: 'io_uring',
        point: 4,
        reason: 'refused',
        remedy: 'allow it',
      },
    ],
    launches: launches.map((launch, index) => (index === 0 ? withConditions(launch) : launch)),
    rows: all('rows'),
    growths: parts.flatMap(({ growths = [] }) => growths),
    doubts: all('doubts'),
    handovers: exampleHandovers(10),
    silent: silentWithFailure(),
  };
}

/** The example's own scenarios are in it already. */
function onlyWays(): Result {
  const { result } = withWays();
  const isWay = ({ scenario }: { readonly scenario: string }): boolean => scenario === 'other-ways';
  return {
    ...result,
    scenarios: result.scenarios
      .filter(({ id }) => id === 'other-ways')
      .map((scenario) =>
        scenario.class === 'ways' ? { ...scenario, dividedBy: { addfd: 'broker' } } : scenario,
      ),
    cells: result.cells.filter(isWay),
    skips: result.skips.filter(isWay),
    launches: result.launches.filter(isWay),
    rows: result.rows.filter(isWay),
    doubts: [],
    growths: [],
  };
}

const calls: CallScenario = {
  id: 'single-calls',
  class: 'calls',
  question: 'What does a call cost?',
  notes: ['In one process.'],
  interval: {
    first: 'start',
    last: 'holding',
    measure: 'per-call',
    includes: ['a call'],
    excludes: ['none'],
  },
  calls: ['dup'],
  group: 16,
  groups: 10,
  blocks: { full: 20, quick: 10 },
};

function withKind(scenario: Scenario): Scenario {
  return scenario.class === 'launches' && scenario.id === 'pidfd-life'
    ? {
        ...scenario,
        notes: ['A note.'],
        fixed: { ...scenario.fixed, kind: 'memfd' },
        variants: [{ label: '', parameters: { kind: 'memfd' } }],
      }
    : scenario;
}

function withRevision(cell: PlannedCell): PlannedCell {
  return { ...cell, arms: cell.arms.map((arm) => ({ ...arm, revision: 'head' })) };
}

function filledEnvironment(environment: Result['environment']): Result['environment'] {
  return {
    ...environment,
    cpu: { ...environment.cpu, governor: 'performance' },
    isolation: { cgroup: '/', container: 'docker' },
    hostname: 'machine',
  };
}

function withConditions(launch: LaunchSummary): LaunchSummary {
  const wall = launch.wall && { ...launch.wall, p99: 2 * launch.wall.p50 };
  return {
    ...launch,
    wall,
    cpu: wall,
    roundTrip: wall,
    conditions: {
      steal_ns: 1,
      cpu_pressure_ns: 1,
      span_ns: 1000,
      involuntary_switches: 1,
      migrations: 1,
      leaked_descriptors: 1,
      load: { offeredPerSecond: 10, achievedPerSecond: 9 },
      lateness: { p50: 5, p99: 6 },
      donorWork: { asked: 0.5, achieved: 0.4 },
      execs: 2,
      isOwnLoad: true,
      injected_ns: 3,
    },
  };
}
