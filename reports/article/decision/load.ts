// SPDX-License-Identifier: Apache-2.0
// Who pays: the donor's own time, the CPU time of both, and the wait of a receiver whose donor is busy.

import { pointsInList } from '../../../bench/results/axis-words.ts';
import type { Result, Row } from '../../../bench/results/result.ts';
import { axisOfScenario, batchScenario, placementsWithRows, wordsForPlacement } from '../../row-lookup.ts';
import { text } from '../blocks.ts';
import { scenarioMissing } from '../not-measured.ts';
import type { Choice } from './choice.ts';
import { chooseByRow, notDecided, rowsBetweenMechanisms } from './choice.ts';

interface Bill {
  readonly id: string;
  readonly words: string;
  readonly measure: 'wall' | 'cpu';
}

const bills: readonly Bill[] = [
  { id: 'donor-bill', words: 'the donor’s own time is dear', measure: 'wall' },
  { id: batchScenario, words: 'CPU time of both together is dear', measure: 'cpu' },
  { id: 'size-under-load', words: 'the receiver must not wait, and the donor is busy', measure: 'wall' },
];

export function chooseByLoad(result: Result): readonly Choice[] {
  return bills.flatMap((bill) => {
    const rows = placementsWithRows(result, bill.id).flatMap((placement) =>
      atEnds(
        rowsBetweenMechanisms(result, { scenario: bill.id, placement }).filter((row) => isBilled(row, bill)),
      ),
    );
    if (rows.length === 0) {
      return [{ when: [bill.words], then: [notDecided], evidence: scenarioMissing(result, bill.id) }];
    }
    return rows.map((row) => {
      const when = text`${bill.words} (${wordsForPlacement(row.placement)}${sizeOf(result, row)})`;
      return chooseByRow(result, when, row, bill.measure);
    });
  });
}

/** ", 1 descriptor", ", 1,000 descriptors"; '' without a point. */
function sizeOf(result: Result, { scenario, point }: Row): string {
  if (point === null) return '';
  return `, ${pointsInList(axisOfScenario(result, scenario), [point])}`;
}

function isBilled(row: Row, { measure }: Bill): boolean {
  return measure === 'wall' || row.cpuRatioToReference !== null;
}

/** Of the smallest point and of the largest. */
function atEnds(rows: readonly Row[]): readonly Row[] {
  const points = rows.map(({ point }) => point ?? 0);
  const ends = [Math.min(...points), Math.max(...points)];
  return rows.filter(({ point }) => ends.includes(point ?? 0));
}
