// SPDX-License-Identifier: Apache-2.0
// The permission table for a terminal.

import Table from 'cli-table3';
import type { PlayedPermission } from '../play/play-permission.ts';
import type { PermissionOutcome } from '../results/played.ts';
import { countsText, stepText } from './played-text.ts';

export function permissionsText(outcomes: readonly PermissionOutcome[]): string {
  const table = new Table({
    head: ['row', 'situation', 'pull', 'push', 'why'],
    style: { head: [], border: [] },
    wordWrap: true,
    colWidths: [36, 56, 8, 8, 44],
  });
  table.push(
    ...outcomes.map((outcome) => [
      outcome.id,
      outcome.situation,
      outcome.pull || '–',
      outcome.push || '–',
      whyText(outcome),
    ]),
  );
  return `${table.toString()}\n${countsText(outcomes.map(({ status }) => status))}`;
}

function whyText({ status, cause, why }: PermissionOutcome): string {
  switch (status) {
    case 'as-expected':
      return cause;
    case 'different':
      return `DIFFERENT: ${why}`;
    case 'not-possible':
      return `not possible here: ${why}`;
  }
}

/** Every line that a player was told, and its answer. */
export function permissionStepsText({ outcome, taken }: PlayedPermission): string {
  return [`${outcome.id}:`, ...taken.map(stepText), ''].join('\n');
}
