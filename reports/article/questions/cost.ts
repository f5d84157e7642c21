// SPDX-License-Identifier: Apache-2.0
// What one transfer costs from one descriptor to a thousand: medians and tails of the scenarios that vary the number.

import type { Estimate, Result, Row } from '../../../bench/results/result.ts';
import { formatCount, formatDuration, formatDurationInterval, noNumber } from '../../format.ts';
import {
  armOfRow,
  batchScenario,
  descriptorsOf,
  findScenario,
  headlineScenario,
  placementsWithRows,
  rowsOfCell,
  wordsForPlacement,
} from '../../row-lookup.ts';
import { code, paragraph, text } from '../blocks.ts';
import type { Block, RowGroup, TableCell, Text } from '../blocks.ts';
import { isScenarioMeasured, scenarioMissing } from '../not-measured.ts';
import { figuresWanted } from '../figure-links.ts';
import type { ArticleContent } from '../section.ts';
import { tailTable } from './cost-tail.ts';
import { nameCell } from './name-cell.ts';
import type { Question } from './question.ts';

const scenarios = [headlineScenario, batchScenario, 'size-under-load'];
/** Sizes that are told of an axis: those measured next to each of these. */
const wanted = [1, 10, 100, 1000];

export const cost: Question = {
  number: 2,
  words: 'What does one handover cost end to end, p50 to p99.9, for 1 to 1000 listeners?',
  answer: (content) => [...tablesOf(content), ...missingOf(content.result)],
  charts: {
    beginnings: ['percentile-spectrum', 'ecdf', 'batch-scaling-wall'],
    scenarios: ['size-under-load'],
  },
};

function tablesOf({ result, figures, distributions = [] }: ArticleContent): readonly Block[] {
  const groups = scenarios.flatMap((id) => groupsOf(result, id));
  if (groups.length === 0) return [];
  const tail = tailTable(result, distributions);
  const isDrawn = figuresWanted(figures, { beginnings: ['percentile-spectrum'] }).length > 0;
  return [
    paragraph(
      text`This is the transfer alone, without clients that watch (question 3). A p99 needs ten samples beyond it in a launch, and a p99.9 ten times as many as that: it stands in no row.${pooledNote(tail !== undefined, isDrawn)}${kindsMoved(result)}`,
    ),
    {
      kind: 'table',
      caption: 'Time of one transfer by number of descriptors, with the sign test’s interval',
      columns: [
        { title: 'arm', align: 'left' },
        { title: 'descriptors', align: 'right' },
        { title: 'p50', align: 'right' },
        { title: 'p90', align: 'right' },
        { title: 'p99', align: 'right' },
        { title: 'blocks', align: 'right' },
      ],
      groups,
    },
    ...(tail === undefined ? [] : [tail]),
  ];
}

/** Where the percentile is found that no row has. */
function pooledNote(isTold: boolean, isDrawn: boolean): string {
  if (!isTold && !isDrawn) return '';
  const place = [
    ...(isTold ? ['the second table tells it'] : []),
    ...(isDrawn ? ['the chart of percentiles draws it'] : []),
  ].join(' and ');
  return ` Of all launches together ${place}; no difference between arms may be read there.`;
}

/** What kind of descriptor each scenario moves, where that is told: not all move listeners. */
function kindsMoved(result: Result): Text {
  return scenarios.flatMap((id): Text => {
    const scenario = findScenario(result, id);
    const kind = scenario?.class === 'launches' ? scenario.fixed.kind : undefined;
    if (kind === undefined) return [];
    return text` ${code(id)} moves ${kind === 'tcp_listener' ? 'listening sockets' : `descriptors of kind ${kind}`}.`;
  });
}

function groupsOf(result: Result, id: string): readonly RowGroup[] {
  return placementsWithRows(result, id).flatMap((placement) => {
    const rows = rowsOfCell(result, { scenario: id, placement }).filter(
      (row) => row.wall !== null && !armOfRow(result, row).isFloor,
    );
    const sizes = [...new Set(rows.map((row) => descriptorsOf(result, row)))];
    const told = new Set(wanted.map((size) => nearest(sizes, size)));
    const own = rows.filter((row) => told.has(descriptorsOf(result, row)));
    return own.length === 0
      ? []
      : [
          {
            heading: `${id}, ${wordsForPlacement(placement)}`,
            rows: own.map((row) => cellsOf(result, row)),
          },
        ];
  });
}

/** By ratio, as sizes are drawn. */
function nearest(sizes: readonly number[], wantedSize: number): number | undefined {
  const distance = (size: number): number => Math.abs(Math.log(size / wantedSize));
  return [...sizes].sort((a, b) => distance(a) - distance(b))[0];
}

function cellsOf(result: Result, row: Row): readonly TableCell[] {
  return [
    nameCell(result, row),
    { text: [formatCount(descriptorsOf(result, row))] },
    timeCell(row.wall?.p50),
    timeCell(row.wall?.p90),
    timeCell(row.wall?.p99),
    { text: [formatCount(row.blocks)] },
  ];
}

function timeCell(estimate: Estimate | null | undefined): TableCell {
  if (estimate == null) return { text: [noNumber] };
  const { value, interval } = estimate;
  return {
    text: [formatDuration(value)],
    detail: interval === null ? 'no interval' : formatDurationInterval(interval.lo, interval.hi),
  };
}

function missingOf(result: Result): readonly Block[] {
  const items = scenarios
    .filter((id) => !isScenarioMeasured(result, id))
    .map((id) => scenarioMissing(result, id));
  return items.length === 0 ? [] : [{ kind: 'list', items }];
}
