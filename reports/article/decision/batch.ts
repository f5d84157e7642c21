// SPDX-License-Identifier: Apache-2.0
// Which is cheaper by how many descriptors go at once: at one, and at the largest batch that was measured.

import { pointsInList } from '../../../bench/results/axis-words.ts';
import type { Result, Row } from '../../../bench/results/result.ts';
import {
  axisOfScenario,
  batchScenario,
  headlineScenario,
  placementsWithRows,
  wordsForPlacement,
} from '../../row-lookup.ts';
import { text } from '../blocks.ts';
import { scenarioMissing } from '../not-measured.ts';
import type { Choice } from './choice.ts';
import { chooseByRow, notDecided, rowsBetweenMechanisms } from './choice.ts';

export function chooseByBatch(result: Result): readonly Choice[] {
  return [...atOne(result), ...atMost(result)];
}

function atOne(result: Result): readonly Choice[] {
  const rows = placementsWithRows(result, headlineScenario).flatMap((placement) =>
    rowsBetweenMechanisms(result, { scenario: headlineScenario, placement }),
  );
  return rows.length === 0
    ? [missing(result, headlineScenario, 'one descriptor goes')]
    : rows.map((row) =>
        chooseByRow(result, text`one descriptor goes, ${wordsForPlacement(row.placement)}`, row),
      );
}

function atMost(result: Result): readonly Choice[] {
  const rows = placementsWithRows(result, batchScenario).flatMap((placement) =>
    largest(rowsBetweenMechanisms(result, { scenario: batchScenario, placement })),
  );
  const axis = axisOfScenario(result, batchScenario);
  return rows.length === 0
    ? [missing(result, batchScenario, 'many descriptors go at once')]
    : rows.map((row) =>
        chooseByRow(
          result,
          text`many descriptors go at once, ${wordsForPlacement(row.placement)} (${pointsInList(axis, [row.point ?? 1])})`,
          row,
        ),
      );
}

/** Of the largest point that has a row. */
function largest(rows: readonly Row[]): readonly Row[] {
  const most = Math.max(...rows.map(({ point }) => point ?? 0));
  return rows.filter(({ point }) => (point ?? 0) === most);
}

function missing(result: Result, id: string, when: string): Choice {
  return { when: [when], then: [notDecided], evidence: scenarioMissing(result, id) };
}
