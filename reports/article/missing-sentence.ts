// SPDX-License-Identifier: Apache-2.0
// Words what was asked for and has no number: why, and the command that would give one.

import type { Result } from '../../bench/results/result.ts';
import { commandToMeasure } from '../commands.ts';
import { printable } from '../escape.ts';
import type { Cell } from '../row-lookup.ts';
import { code, text } from './blocks.ts';
import type { Inline, Text } from './blocks.ts';

/** Of an arm, or with null of the whole cell. */
export function missingSentence(result: Result, cell: Cell, arm: string | null): Text {
  const command = code(commandToMeasure(cell.scenario, cell.placement));
  const what: Inline | Text = arm === null ? 'nothing to compare was' : text`${code(arm)} was`;
  const reason = reasonOf(result, cell, arm);
  return text`${what} not measured here${reason === null ? '' : ` (${reason})`}. To measure it: ${command}`;
}

/** Arms of a cell that were skipped. */
export function skippedArms(result: Result, cell: Cell): readonly string[] {
  return skipsOf(result, cell).flatMap((skip) => skip.arm ?? []);
}

function reasonOf(result: Result, cell: Cell, arm: string | null): string | null {
  const here = skipsOf(result, cell);
  const skip = here.find((each) => each.arm === arm) ?? here.find((each) => each.arm === null);
  if (skip !== undefined) return printable(skip.reason);
  const failed = result.launches.find(
    (launch) =>
      launch.scenario === cell.scenario &&
      launch.placement === cell.placement &&
      launch.arm === arm &&
      launch.failure !== null,
  );
  if (failed?.failure != null) return `its launches failed: ${printable(failed.failure.code)}`;
  return isUnbegun(result, cell) ? 'the run was interrupted before' : null;
}

/** Planned, and not reached before the run was cut short. */
export function isUnbegun({ run, cells, launches }: Result, { scenario, placement }: Cell): boolean {
  const isHere = (one: Cell): boolean => one.scenario === scenario && one.placement === placement;
  return run.status === 'interrupted' && cells.some(isHere) && !launches.some(isHere);
}

function skipsOf(result: Result, cell: Cell): Result['skips'] {
  return result.skips.filter(
    (skip) =>
      skip.scenario === cell.scenario && (skip.placement === cell.placement || skip.placement === null),
  );
}
