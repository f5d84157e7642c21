// SPDX-License-Identifier: Apache-2.0
// What stands where a whole scenario has no number, or where no scenario of this version could give one.

import type { Result } from '../../bench/results/result.ts';
import { commandToMeasure } from '../commands.ts';
import { printable } from '../escape.ts';
import { armOfRow } from '../row-lookup.ts';
import { code, text } from './blocks.ts';
import type { Text } from './blocks.ts';
import { isUnbegun } from './missing-sentence.ts';

/** No command stands beside it: there is none. */
export const cannotMeasure = 'Not measured here: this version cannot measure it.';

/** Whether any arm but a floor was measured; also where every transfer was lost: that is a result. */
export function isScenarioMeasured(result: Result, id: string): boolean {
  return result.rows.some(
    (row) =>
      row.scenario === id &&
      !armOfRow(result, row).isFloor &&
      (row.wall !== null || (row.outcomes?.offered ?? 0) > 0),
  );
}

/** "`batch` was not measured here (one CPU is allowed). To measure it: …" */
export function scenarioMissing(result: Result, id: string): Text {
  const reason = reasonOf(result, id);
  return text`${code(id)} was not measured here${reason === null ? '' : ` (${reason})`}. To measure it: ${code(commandToMeasure(id))}`;
}

function reasonOf(result: Result, id: string): string | null {
  // A skip in one placement does not say why another one has no number.
  if (result.cells.some((cell) => cell.scenario === id && isUnbegun(result, cell))) {
    return 'the run was interrupted before';
  }
  const skips = result.skips.filter(({ scenario }) => scenario === id);
  if (skips.length > 0) return [...new Set(skips.map(({ reason }) => printable(reason)))].join('; ');
  const failed = result.launches.find(({ scenario, failure }) => scenario === id && failure !== null);
  return failed?.failure == null ? null : `its launches failed: ${printable(failed.failure.code)}`;
}
