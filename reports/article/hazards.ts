// SPDX-License-Identifier: Apache-2.0
// What goes wrong with each mechanism, as it was played: what a naive program gets, and what ours does about it.

import { statusOfHazard } from '../../bench/results/played-status.ts';
import type { ActOutcome, HazardOutcome } from '../../bench/results/played.ts';
import { printable } from '../escape.ts';
import { countStatuses, whoPlayed } from '../played-words.ts';
import { code, paragraph, strong, text } from './blocks.ts';
import type { RowGroup, TableCell, Text } from './blocks.ts';
import type { Section } from './section.ts';

const command = 'npm run bench -- hazards';

export const hazards: Section = {
  id: 'hazards',
  title: 'Hazards',
  blocks: ({ result: { played } }) => {
    if (played === undefined || played.hazards.length === 0)
      return [
        paragraph(
          text`Not played here. ${code(command)} plays each of them in under a minute. That the oracle found nothing in this run is no measure of them: its scenarios transfer correctly.`,
        ),
      ];
    return [
      paragraph(
        text`Each danger was provoked by processes of its own, ${whoPlayed(played)}: once as a program does that knows no better, once with care, by our core or the safe transfer where they have a part in it, else by what a program itself must do. ${countStatuses(played.hazards.map(statusOfHazard))}. The words of a row are ours, and stand where all that was compared came as a kernel of this version should show it; what was compared stands below them. What came otherwise stands as ${strong('different')}. To see every step: ${code(`${command} --steps`)}.`,
      ),
      {
        kind: 'table',
        caption: 'What goes wrong, and what care does about it',
        columns: [
          { title: 'hazard', align: 'left' },
          { title: 'a naive program', align: 'left' },
          { title: 'with care', align: 'left' },
        ],
        groups: groups.map(({ of, heading }) =>
          groupOf(
            heading,
            played.hazards.filter((one) => one.of === of),
          ),
        ),
      },
    ];
  },
};

const groups = [
  { of: 'push', heading: 'SCM_RIGHTS' },
  { of: 'pull', heading: 'pidfd_getfd' },
  { of: 'both', heading: 'Both, and what stands in their place' },
] as const satisfies readonly { readonly of: HazardOutcome['of']; readonly heading: string }[];

function groupOf(heading: string, hazardsOfGroup: readonly HazardOutcome[]): RowGroup {
  return {
    heading,
    rows: hazardsOfGroup.map((hazard): readonly TableCell[] => [
      {
        text: text`${code(hazard.id)}: ${printable(hazard.danger)}`,
        detail: printable(hazard.source),
      },
      actCell(hazard.naive),
      actCell(hazard.ours),
    ]),
  };
}

/** The words, and below them what was compared. */
function actCell(act: ActOutcome): TableCell {
  const compared = Object.entries(act.seen).map(([field, value]) => seenWords(field, value));
  const text = actWords(act);
  return compared.length === 0 ? { text } : { text, detail: compared.join(', ') };
}

/** An error that did not come is told as such. */
function seenWords(field: string, value: string): string {
  const word = value === '' && field.endsWith('.error') ? 'none' : value;
  return `${printable(field)} ${printable(word)}`;
}

function actWords({ does, comes, status, why }: ActOutcome): Text {
  if (status === 'not-possible')
    return text`${strong('Not possible here')}: ${printable(why)}. (${printable(does)})`;
  if (status === 'different')
    return text`${strong('Different')}: ${printable(why)}. (Expected: ${printable(does)} ${printable(comes)})`;
  return text`${printable(does)} ${printable(comes)}`;
}
