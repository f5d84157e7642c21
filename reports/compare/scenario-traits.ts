// SPDX-License-Identifier: Apache-2.0
// What a scenario is, trait by trait: all that must be the same in two runs before their numbers may stand beside each
// other. How often it was measured (blocks) and how it is worded (question, notes) are not among them.

import type { Scenario } from '../../scenarios/scenario.ts';

/** Name to value; a trait that a scenario does not have is absent. */
export type Traits = ReadonlyMap<string, string>;

export function traitsOf(scenario: Scenario): Traits {
  const { first, last, measure, includes, excludes } = scenario.interval;
  return new Map([
    ['class', scenario.class],
    ['interval', `${first} to ${last}, ${measure}`],
    ['what the interval includes', includes.join('; ')],
    ['what the interval excludes', excludes.join('; ')],
    ...ownTraits(scenario),
  ]);
}

type Trait = readonly [name: string, value: string];

function ownTraits(scenario: Scenario): readonly Trait[] {
  switch (scenario.class) {
    case 'launches': {
      const { fixed, variants, axis, selects, compares, needsCapacity } = scenario;
      return [
        ['placements', placementsOf(scenario.blocks)],
        ...parameterTraits(fixed),
        ['variants', inOrder(variants)],
        ['mechanisms', selects],
        ['what is compared', compares ?? 'mechanisms'],
        ['axis', axis === undefined ? 'none' : axis.parameter],
        ['transfers along the axis', axis === undefined ? 'none' : inOrder(axis.transfersFor)],
        ['capacity from', needsCapacity ?? 'none'],
      ];
    }
    case 'calls':
      return [
        ['calls', scenario.calls.join(', ')],
        ['calls in a group', String(scenario.group)],
        ['groups', String(scenario.groups)],
      ];
    case 'ways': {
      const { ways, kind, batch, warmup, transfersFor, dividedBy } = scenario;
      return [
        ['placements', placementsOf(scenario.blocks)],
        ['ways', ways.join(', ')],
        ...parameterTraits({ kind, batch, warmup }),
        ['transfers', inOrder(transfersFor)],
        ['what is compared', dividedBy === undefined ? 'nothing' : inOrder(dividedBy)],
      ];
    }
  }
}

function parameterTraits(parameters: object): readonly Trait[] {
  return Object.entries(parameters).map(([name, value]): Trait => [`fixed ${name}`, String(value)]);
}

function placementsOf(blocks: object): string {
  return Object.keys(blocks).sort().join(', ');
}

/** JSON with sorted keys: the order in which they were written says nothing. */
function inOrder(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part !== 'object' || part === null || Array.isArray(part)
      ? part
      : Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))),
  );
}
