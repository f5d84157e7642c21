// SPDX-License-Identifier: Apache-2.0
// What became of every transfer that was due: offered = completed + late + lost. Percentiles count what was lost as
// longest, and cannot say how many that were, so this is told beside them.

import { axisWords, pointInColumn } from '../../bench/results/axis-words.ts';
import type { Outcomes, Result, Row } from '../../bench/results/result.ts';
import { formatCount, formatDuration, formatShare, noNumber } from '../format.ts';
import {
  axisOfScenario,
  placementsWithRows,
  rowsOfCell,
  scenarioIds,
  wordsForPlacement,
} from '../row-lookup.ts';
import { code, paragraph, text } from './blocks.ts';
import type { Column, Table, TableCell } from './blocks.ts';
import type { Section } from './section.ts';

export const overload: Section = {
  id: 'overload',
  title: 'Late and lost transfers',
  blocks: ({ result }) => {
    const scenarios = scenarioIds(result).filter((id) =>
      result.rows.some((row) => row.scenario === id && row.outcomes !== undefined),
    );
    return scenarios.length === 0
      ? []
      : [
          paragraph(
            text`These transfers had only so much time, counted from when they were due. ${code('completed')}: held within it; ${code('late')}: held after it; ${code('lost')}: never held, because nobody answered in time or their time was over before they could begin. Together they are what was ${code('offered')}, over all launches. In percentiles what was lost counts as longest: where one lies among it, there is no number, and no ratio is made from what is left.`,
          ),
          ...scenarios.flatMap((id) => [
            { kind: 'heading', text: text`${code(id)}` } as const,
            tableOf(result, id),
          ]),
        ];
  },
};

interface OutcomeColumn extends Column {
  readonly cell: (row: Row) => TableCell;
}

function tableOf(result: Result, id: string): Table {
  const axis = axisOfScenario(result, id);
  const hasPoints = result.rows.some((row) => row.scenario === id && row.point !== null);
  const number = (title: string, words: (row: Row) => string): OutcomeColumn => ({
    title,
    align: 'right',
    cell: (row) => ({ text: [words(row)] }),
  });
  const columns: readonly OutcomeColumn[] = [
    { title: 'arm', align: 'left', cell: ({ arm }) => ({ text: [code(arm)] }) },
    ...(hasPoints
      ? [
          number(axisWords[axis].column, ({ point }) =>
            point === null ? noNumber : pointInColumn(axis, point),
          ),
        ]
      : []),
    number('offered', ({ outcomes }) => (outcomes === undefined ? noNumber : formatCount(outcomes.offered))),
    shareColumn('completed'),
    shareColumn('late'),
    shareColumn('lost'),
    number('p50', ({ wall }) => (wall === null ? noNumber : formatDuration(wall.p50.value))),
    number('p99', ({ wall }) => (wall?.p99 ? formatDuration(wall.p99.value) : noNumber)),
  ];
  return {
    kind: 'table',
    caption: `${id}: transfers by what became of them, by placement`,
    columns,
    groups: placementsWithRows(result, id).map((placement) => ({
      heading: wordsForPlacement(placement),
      rows: rowsOfCell(result, { scenario: id, placement }).map((row) =>
        columns.map(({ cell }) => cell(row)),
      ),
    })),
  };
}

/** A count, and below it its share of what was offered. */
function shareColumn(key: Exclude<keyof Outcomes, 'offered'>): OutcomeColumn {
  return {
    title: key,
    align: 'right',
    cell: ({ outcomes }) => {
      if (outcomes === undefined) return { text: [noNumber] };
      const count = { text: [formatCount(outcomes[key])] };
      return outcomes.offered > 0
        ? { ...count, detail: formatShare(outcomes[key] / outcomes.offered) }
        : count;
    },
  };
}
