// SPDX-License-Identifier: Apache-2.0
// What could not be measured here, why, and what would make it possible: never left out in silence.

import { axisOf, pointsInList } from '../../bench/results/axis-words.ts';
import type { Skip } from '../../bench/results/result.ts';
import type { Scenario } from '../../scenarios/scenario.ts';
import { wordsForPlacement } from '../row-lookup.ts';
import { code, text } from './blocks.ts';
import type { Inline, Text } from './blocks.ts';
import type { PartOfResult, Section } from './section.ts';

export const skips: Section<PartOfResult<'skips' | 'scenarios'>> = {
  id: 'not-measured',
  title: 'Asked for, but not measured here',
  isBox: true,
  blocks: ({ result }) => {
    const groups = groupByCause(result.skips);
    return groups.length === 0
      ? []
      : [
          {
            kind: 'table',
            caption: 'Skipped parts of this run, each with its reason and remedy',
            columns: [
              { title: 'what', align: 'left' },
              { title: 'reason', align: 'left' },
              { title: 'remedy', align: 'left' },
            ],
            groups: [
              {
                heading: '',
                rows: groups.map((group) => [
                  { text: whatOf(group, result.scenarios) },
                  { text: [group[0]?.reason ?? ''] },
                  { text: [group[0]?.remedy ?? ''] },
                ]),
              },
            ],
          },
        ];
  },
};

/** Skips with the same reason and remedy stand in one row: the points of a placement, and placements that lack the same
 * points. Others are told apart: a row must not say more than was skipped. */
function groupByCause(all: readonly Skip[]): readonly (readonly Skip[])[] {
  const causeOf = ({ scenario, arm, reason, remedy }: Skip): readonly unknown[] => [
    scenario,
    arm,
    reason,
    remedy,
  ];
  const inPlacements = groupedBy(all, (skip) => [...causeOf(skip), skip.placement]);
  return groupedBy(inPlacements, (group) => [
    ...(group[0] === undefined ? [] : causeOf(group[0])),
    ...group.map(({ point }) => point),
  ]).map((groups) => groups.flat());
}

/** In the order in which the groups first appear. */
function groupedBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => readonly unknown[],
): readonly (readonly Item[])[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = JSON.stringify(keyOf(item));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

function whatOf(group: readonly Skip[], scenarios: readonly Scenario[]): Text {
  const first = group[0];
  if (first === undefined) return [];
  const arm: readonly Inline[] = first.arm === null ? [] : [', ', code(first.arm)];
  const where = [...new Set(group.flatMap((skip) => skip.placement ?? []))].map(wordsForPlacement);
  const points = [...new Set(group.flatMap((skip) => skip.point ?? []))];
  const placed = where.length === 0 ? '' : `, ${where.join(' and ')}`;
  const listed = pointsInList(axisOf(scenarios, first.scenario), points);
  const sized = points.length === 0 ? '' : `, ${listed}`;
  return text`${code(first.scenario)}${arm}${placed}${sized}`;
}
