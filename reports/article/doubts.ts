// SPDX-License-Identifier: Apache-2.0
// The doubts: why numbers of this run should be trusted less, what was seen, and what to do about it.

import { axisOf, pointsInList } from '../../bench/results/axis-words.ts';
import type { Doubt } from '../../bench/results/doubt.ts';
import type { Scenario } from '../../scenarios/scenario.ts';
import { wordsForPlacement } from '../row-lookup.ts';
import { code, listed, paragraph, strong, text } from './blocks.ts';
import type { Table, TableCell } from './blocks.ts';
import type { PartOfResult, Section } from './section.ts';

export const doubts: Section<PartOfResult<'doubts' | 'scenarios'>> = {
  id: 'doubts',
  title: 'Doubts about these numbers',
  isBox: true,
  blocks: ({ result }) =>
    result.doubts.length === 0
      ? []
      : [
          paragraph(
            text`A doubt can weaken a claim, never make one. Where it ${strong('weakens')} its number, nothing is claimed about it anywhere in this report; the others are noted.`,
          ),
          doubtTable(result.doubts, result.scenarios),
        ],
};

function doubtTable(found: readonly Doubt[], scenarios: readonly Scenario[]): Table {
  return {
    kind: 'table',
    caption: 'Doubts by what to do about them',
    columns: [
      { title: 'number', align: 'left' },
      { title: 'doubt', align: 'left' },
      { title: 'weight', align: 'left' },
      { title: 'what was seen', align: 'left' },
    ],
    groups: groupedBy(found, ({ id, advice }) => [id, advice]).map((group) => ({
      heading: group[0]?.advice ?? '',
      rows: rowsOf(group, scenarios),
    })),
  };
}

/** What several arms or sizes share stands in one row. */
function rowsOf(found: readonly Doubt[], scenarios: readonly Scenario[]): readonly (readonly TableCell[])[] {
  const seen = ({ scenario, placement, weight, evidence }: Doubt): string[] => [
    scenario,
    placement,
    weight,
    evidence,
  ];
  const ofArms = groupedBy(found, (doubt) => [...seen(doubt), doubt.arm]);
  const pointsOf = (group: readonly Doubt[]): number[] => group.flatMap(({ point }) => point ?? []);
  const rows = groupedBy(ofArms, (group) => [
    ...(group[0] === undefined ? [] : seen(group[0])),
    ...pointsOf(group),
  ]);
  return rows.map((groups) =>
    rowOf(
      groups.flatMap((group) => group[0] ?? []),
      pointsOf(groups[0] ?? []),
      scenarios,
    ),
  );
}

/** In the order in which the groups first appear. */
function groupedBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => readonly (string | number)[],
): readonly Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = JSON.stringify(keyOf(item));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

function rowOf(
  ofArms: readonly Doubt[],
  points: readonly number[],
  scenarios: readonly Scenario[],
): readonly TableCell[] {
  const [first] = ofArms;
  if (first === undefined) return [];
  const arms = ofArms.map(({ arm }) => code(arm));
  const listedPoints = pointsInList(axisOf(scenarios, first.scenario), points);
  const sized = points.length === 0 ? '' : `; ${listedPoints}`;
  return [
    {
      text: text`${code(first.scenario)}, ${wordsForPlacement(first.placement)}: ${listed(arms)}${sized}`,
    },
    { text: [code(first.id)] },
    { text: [first.weight === 'weakens' ? strong('weakens') : 'noted'] },
    { text: [first.evidence] },
  ];
}
