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

/** Skips with the same reason and remedy stand in one row. */
function groupByCause(all: readonly Skip[]): readonly (readonly Skip[])[] {
  const groups = new Map<string, Skip[]>();
  for (const skip of all) {
    const cause = JSON.stringify([skip.scenario, skip.arm, skip.reason, skip.remedy]);
    groups.set(cause, [...(groups.get(cause) ?? []), skip]);
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
