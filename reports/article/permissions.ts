// SPDX-License-Identifier: Apache-2.0
// Who may pull: each row of the table was set up for real, pulled and pushed, and the refusal's cause diagnosed.

import type { PermissionOutcome, PlayedResults } from '../../bench/results/played.ts';
import type { Environment } from '../../bench/results/environment.ts';
import { permissionMatrixId } from '../charts/permission-matrix.ts';
import { chartFile } from '../charts/chart.ts';
import { printable } from '../escape.ts';
import { countStatuses, whoPlayed } from '../played-words.ts';
import { code, paragraph, strong, text } from './blocks.ts';
import type { Block, Figure, TableCell, Text } from './blocks.ts';
import type { Section } from './section.ts';

const command = 'npm run bench -- permissions';

export const permissions: Section = {
  id: 'permissions',
  title: 'Permissions',
  blocks: ({ result: { played, environment }, figures }) => [
    paragraph(
      text`A push needs the channel, and no permission over the donor; a security module may still refuse the receiver a file (pushed, it is cut off with MSG_CTRUNC; pulled, the call fails). A pull is checked as ${code('ptrace(2)')} is (${code('PTRACE_MODE_ATTACH_REALCREDS')}): the ids match, the donor is dumpable and, in the same user namespace, permitted no capability that the receiver lacks; or the receiver has CAP_SYS_PTRACE over the donor’s user namespace. Yama, another security module or a seccomp filter may refuse it all the same.`,
    ),
    ...(played === undefined || played.permissions.length === 0
      ? [notPlayed(environment)]
      : [...tableOf(played), ...permissionFigures(figures)]),
  ],
};

/** The matrix stands here and not among the charts. */
export function permissionFigures(figures: readonly Figure[]): readonly Figure[] {
  return figures.filter(({ file }) => file === chartFile(permissionMatrixId));
}

/** What a run was allowed says little about others. */
function notPlayed({ security }: Environment): Block {
  const { uid, yamaPtraceScope: yama } = security;
  const who = uid === 0 ? 'as root, whom few of these rules stop' : `as user ${String(uid)}`;
  const scope = yama === null ? 'Yama’s ptrace_scope is not told' : `Yama’s ptrace_scope is ${String(yama)}`;
  return paragraph(
    text`The table was not played here; ${code(command)} plays it. This run was made ${who}; ${scope}. What it was allowed to do says nothing about another user, container or kernel.`,
  );
}

function tableOf(played: PlayedResults): readonly Block[] {
  const { permissions: rows } = played;
  return [
    paragraph(
      text`Played ${whoPlayed(played)}: ${countStatuses(rows.map(({ status }) => status))}. The cause is the receiver’s own diagnosis, by the code that ${code('npm run bench -- doctor --pid N')} uses; it is not read from the error’s number, which is ${code('EPERM')} for nearly all of them.`,
    ),
    {
      kind: 'table',
      caption: 'Who may pull, who may push, and why not',
      columns: [
        { title: 'situation', align: 'left' },
        { title: 'pidfd_getfd', align: 'left' },
        { title: 'SCM_RIGHTS', align: 'left' },
        { title: 'cause', align: 'left' },
      ],
      groups: [{ heading: '', rows: rows.map(rowOf) }],
    },
  ];
}

function rowOf(row: PermissionOutcome): readonly TableCell[] {
  const situation: TableCell = { text: text`${printable(row.situation)}`, detail: row.id };
  if (row.status === 'not-possible') {
    const expected = `${printable(row.expected.pull)} is expected`;
    return [
      situation,
      { text: text`${strong('not possible here')}`, detail: expected },
      { text: text`` },
      { text: text`${printable(row.why)}` },
    ];
  }
  return [
    situation,
    { text: seenWords(row.pull, row.expected.pull) },
    { text: seenWords(row.push, row.expected.push) },
    {
      text:
        row.status === 'different'
          ? text`${strong('different')}: ${printable(row.why)}`
          : seenWords(row.cause, row.expected.cause),
    },
  ];
}

function seenWords(seen: string, expected: string): Text {
  const word = seen === '' ? 'nothing' : printable(seen);
  return seen === expected ? text`${word}` : text`${strong(word)} (expected: ${printable(expected)})`;
}
