// SPDX-License-Identifier: Apache-2.0
// Where pulling is allowed at all, and why not where it is not: from the permission table as it was played.

import type { PermissionOutcome } from '../../../bench/results/played.ts';
import { printable } from '../../escape.ts';
import { formatCount, formatCountOf } from '../../format.ts';
import { isRefusal, situationWords } from '../../played-words.ts';
import { code, paragraph, text, toSection } from '../blocks.ts';
import type { Block, Text } from '../blocks.ts';
import type { Question } from './question.ts';

export const permissions: Question = {
  number: 6,
  words: 'Where does pidfd_getfd work at all, and what is the cause where it does not?',
  answer: ({ result: { played } }) => {
    const rows = played?.permissions.filter(({ status }) => status !== 'not-possible') ?? [];
    return rows.length === 0 ? [notPlayed] : answered(rows);
  },
};

const notPlayed = paragraph(
  text`Not played here: ${code('npm run bench -- permissions')}. The rules stand under ${toSection('Permissions', 'permissions')}.`,
);

function answered(rows: readonly PermissionOutcome[]): readonly Block[] {
  const pulled = rows.filter(({ pull }) => pull === 'ok');
  const refused = rows.filter(({ pull }) => isRefusal(pull));
  const pushed = rows.filter(({ push }) => push === 'ok');
  const summary = text`Of ${formatCountOf(rows.length, 'situation')} that could be set up here, a pull was allowed in ${formatCount(pulled.length)}, a push in ${formatCount(pushed.length)}. All of them: ${toSection('Permissions', 'permissions')}.`;
  if (refused.length === 0) return [paragraph(summary)];
  return [
    paragraph(text`${summary} A pull was refused:`),
    { kind: 'list', items: byCause(refused).map(causeItem) },
  ];
}

interface Cause {
  readonly cause: string;
  readonly rows: readonly PermissionOutcome[];
}

function byCause(rows: readonly PermissionOutcome[]): readonly Cause[] {
  const causes = [...new Set(rows.map(({ cause }) => cause))];
  return causes.map((cause) => ({ cause, rows: rows.filter((row) => row.cause === cause) }));
}

function causeItem({ cause, rows }: Cause): Text {
  const situations = rows.map((row) => `${situationWords(row)} (${printable(row.pull)})`);
  return text`${code(printable(cause))}: ${situations.join('; ')}`;
}
