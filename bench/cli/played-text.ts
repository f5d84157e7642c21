// SPDX-License-Identifier: Apache-2.0
// Tables of what was played, for a terminal.

import Table from 'cli-table3';
import type { TakenStep } from '../play/play-act.ts';
import type { PlayedHazard } from '../play/play-hazard.ts';
import { statusOfHazard } from '../results/played-status.ts';
import type { ActOutcome, HazardOutcome, PlayedResults, PlayedStatus } from '../results/played.ts';

const columns = { danger: 42, act: 50 };

export function hazardsText(hazards: readonly HazardOutcome[]): string {
  const table = new Table({
    head: ['hazard', 'danger', 'a naive program', 'with care'],
    style: { head: [], border: [] },
    wordWrap: true,
    colWidths: [22, columns.danger, columns.act, columns.act],
  });
  table.push(
    ...hazards.map(({ id, of, danger, naive, ours }) => [
      `${id}\n(${of})`,
      danger,
      actText(naive),
      actText(ours),
    ]),
  );
  return `${table.toString()}\n${countsText(hazards.map(statusOfHazard))}`;
}

/** Three lines: what a whole play came to. */
export function playedText({ hazards, permissions, claims }: PlayedResults): string {
  return [
    `Hazards: ${countsText(hazards.map(statusOfHazard))}`,
    `Permissions: ${countsText(permissions.map(({ status }) => status))}`,
    `Claims: ${claims.map(({ id, verdict }) => `${id} ${verdict}`).join(', ')}\n`,
  ].join('');
}

export function isAsExpected({ hazards, permissions, claims }: PlayedResults): boolean {
  const parts = claims.flatMap((claim) => claim.parts.filter(({ drawnFrom }) => drawnFrom === null));
  const statuses = [
    ...hazards.map(statusOfHazard),
    ...[...permissions, ...parts].map(({ status }) => status),
  ];
  return !statuses.includes('different');
}

const words: Readonly<Record<PlayedStatus, string>> = {
  'as-expected': 'as expected',
  different: 'DIFFERENT',
  'not-possible': 'not possible here',
};

function actText({ does, comes, status, why }: ActOutcome): string {
  const told = `${does} ${comes}`;
  return status === 'as-expected' ? told : `${words[status]}: ${why}\n(${told})`;
}

/** One line: how many of which kind. */
export function countsText(statuses: readonly PlayedStatus[]): string {
  const counts = (['as-expected', 'different', 'not-possible'] as const).map(
    (status) => `${String(statuses.filter((one) => one === status).length)} ${words[status]}`,
  );
  return `${String(statuses.length)} played: ${counts.join(', ')}\n`;
}

/** Every line that a player was told, and its answer. */
export function stepsText({ hazard, naive, ours }: PlayedHazard): string {
  return `${takenText(`${hazard.id}, a naive program:`, naive.taken)}\n${takenText(`${hazard.id}, with care:`, ours.taken)}\n`;
}

export function takenText(title: string, taken: readonly TakenStep[]): string {
  return [title, ...taken.map(stepText), ''].join('\n');
}

export function stepText({ who, line, answer }: TakenStep): string {
  const { result, error, ...more } = answer;
  const fields = Object.entries(more).map(([name, value]) => ` ${name}=${String(value)}`);
  return `  ${who.padEnd(10)} ${line.padEnd(44)} → ${error === '' ? String(result) : String(error)}${fields.join('')}`;
}
