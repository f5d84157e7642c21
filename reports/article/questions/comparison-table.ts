// SPDX-License-Identifier: Apache-2.0
// Comparisons of several scenarios in one table: what each was seen to take, against what, and what that allows to say.

import { pointBehindName } from '../../../bench/results/axis-words.ts';
import type { Estimate, Result, Row } from '../../../bench/results/result.ts';
import {
  formatCoverage,
  formatDuration,
  formatDurationInterval,
  formatRatio,
  formatRatioInterval,
  noNumber,
} from '../../format.ts';
import {
  armOfRow,
  axisOfScenario,
  placementsWithRows,
  rowsOfCell,
  wordsForPlacement,
} from '../../row-lookup.ts';
import { code, text } from '../blocks.ts';
import type { Block, RowGroup, TableCell } from '../blocks.ts';
import { claimWords } from '../claim-words.ts';
import { isScenarioMeasured, scenarioMissing } from '../not-measured.ts';

/** A scenario and the words that head its rows. */
export interface Topic {
  readonly id: string;
  readonly words: string;
}

/** The table, and below it what was not measured of it. */
export function comparisonTable(result: Result, caption: string, topics: readonly Topic[]): readonly Block[] {
  const groups = topics.flatMap((topic) => groupsOf(result, topic));
  const missing = topics.filter(({ id }) => !isScenarioMeasured(result, id));
  return [
    ...(groups.length === 0
      ? []
      : [
          {
            kind: 'table',
            caption,
            columns: [
              { title: 'arm', align: 'left' },
              { title: 'p50', align: 'right' },
              { title: 'ratio', align: 'right' },
              { title: 'to', align: 'left' },
              { title: 'blocks', align: 'right' },
              { title: 'what may be said', align: 'left' },
            ],
            groups,
          } as const,
        ]),
    ...(missing.length === 0
      ? []
      : [{ kind: 'list', items: missing.map(({ id }) => scenarioMissing(result, id)) } as const]),
  ];
}

function groupsOf(result: Result, { id, words }: Topic): readonly RowGroup[] {
  return placementsWithRows(result, id).flatMap((placement) => {
    const compared = rowsOfCell(result, { scenario: id, placement }).filter(
      (row) => row.reference !== null && !armOfRow(result, row).isFloor,
    );
    return compared.length === 0
      ? []
      : [
          {
            heading: `${words} (${id}, ${wordsForPlacement(placement)})`,
            rows: compared.map((row) => cellsOf(result, row)),
          },
        ];
  });
}

function cellsOf(result: Result, row: Row): readonly TableCell[] {
  const behind = pointBehindName(axisOfScenario(result, row.scenario), row.point);
  const ratio = row.ratioToReference;
  return [
    { text: text`${code(row.arm)}${behind === '' ? '' : ` ${behind}`}` },
    estimateCell(row.wall?.p50 ?? null, formatDuration, formatDurationInterval),
    estimateCell(ratio, formatRatio, formatRatioInterval),
    { text: [code(row.reference ?? '')] },
    { text: [String(row.blocks)] },
    { text: [claimWords(result, row)] },
  ];
}

function estimateCell(
  estimate: Estimate | null,
  format: (value: number) => string,
  formatRange: (lo: number, hi: number) => string,
): TableCell {
  if (estimate === null) return { text: [noNumber] };
  const { value, interval } = estimate;
  return interval === null
    ? { text: [format(value)], detail: 'no interval' }
    : {
        text: [format(value)],
        detail: `${formatRange(interval.lo, interval.hi)}, ${formatCoverage(interval.coverage)}`,
      };
}
