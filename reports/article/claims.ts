// SPDX-License-Identifier: Apache-2.0
// The ten claims that are made for pidfd_getfd, each with its verdict, what shows it, and the command that shows it again.

import type { ClaimOutcome } from '../../bench/results/claim-outcome.ts';
import type { Result } from '../../bench/results/result.ts';
import { printable } from '../escape.ts';
import { whoPlayed } from '../played-words.ts';
import { code, paragraph, strong, text } from './blocks.ts';
import type { TableCell, Text } from './blocks.ts';
import { proxySentence } from './handovers/proxy-sentence.ts';
import type { Section } from './section.ts';

const command = 'npm run bench -- claims';

export const claims: Section = {
  id: 'claims',
  title: 'Ten claims',
  blocks: ({ result }) => {
    const { played } = result;
    if (played === undefined || played.claims.length === 0) return [notPlayed(result)];
    return [
      paragraph(
        text`What a widely read article says of ${code('pidfd_getfd')}, in our words, each run ${whoPlayed(played)}. A claim has parts: where one of its core is seen otherwise, it does not hold; where a limit of it is seen, it holds with a condition; what else is told beside it decides nothing. C9 draws on the live handovers, C8 on the hazards.`,
      ),
      {
        kind: 'table',
        caption: 'The claims, their verdicts, and what shows them',
        columns: [
          { title: 'no.', align: 'left' },
          { title: 'claim', align: 'left' },
          { title: 'verdict', align: 'left' },
          { title: 'evidence', align: 'left' },
          { title: 'to see it', align: 'left' },
        ],
        groups: [{ heading: '', rows: played.claims.map((claim) => rowOf(result, claim)) }],
      },
    ];
  },
};

function notPlayed(result: Result): ReturnType<typeof paragraph> {
  const proxies = proxySentence(result);
  const ofProxies: Text =
    proxies === undefined
      ? []
      : text` Of C9, that it serves proxies that take in traffic, the live handovers say: ${proxies}`;
  return paragraph(text`Not played here; ${code(command)} runs each of them.${ofProxies}`);
}

/** The claim about proxies is drawn from this result's handovers, whose words say more than its parts. */
const ofProxies = 'C9';

function rowOf(result: Result, claim: ClaimOutcome): readonly TableCell[] {
  const { id, claim: words, verdict, command: again } = claim;
  return [
    { text: text`${printable(id)}` },
    { text: text`${printable(words)}` },
    { text: text`${strong(verdict)}` },
    { text: evidenceOf(result, claim) },
    { text: text`${code(printable(again))}` },
  ];
}

function evidenceOf(result: Result, { id, evidence, conditions }: ClaimOutcome): Text {
  const own = id === ofProxies ? proxySentence(result) : undefined;
  const told = own ?? text`${printable(evidence)}`;
  if (conditions.length === 0) return told;
  return text`${told} Condition: ${conditions.map(printable).join(' ')}`;
}
