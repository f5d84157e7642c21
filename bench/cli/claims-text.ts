// SPDX-License-Identifier: Apache-2.0
// The claims and their verdicts, for a terminal.

import Table from 'cli-table3';
import type { PlayedClaim } from '../play/play-claim.ts';
import type { ClaimOutcome, ClaimVerdict } from '../results/claim-outcome.ts';
import { takenText } from './played-text.ts';

const widths = [6, 34, 14, 84, 22];

export function claimsText(claims: readonly ClaimOutcome[]): string {
  const table = new Table({
    head: ['no.', 'claim', 'verdict', 'evidence', 'runs it again'],
    style: { head: [], border: [] },
    wordWrap: true,
    colWidths: widths,
  });
  table.push(
    ...claims.map((outcome) => [
      outcome.id,
      outcome.claim,
      outcome.verdict,
      [outcome.evidence, ...outcome.conditions.map((condition) => `But: ${condition}`)].join('\n'),
      outcome.command,
    ]),
  );
  return `${table.toString()}\n${countsOf(claims)}`;
}

const verdicts: readonly ClaimVerdict[] = ['holds', 'holds with a condition', 'does not hold', 'open'];

function countsOf(claims: readonly ClaimOutcome[]): string {
  const counts = verdicts.map(
    (verdict) => `${verdict}: ${String(claims.filter((claim) => claim.verdict === verdict).length)}`,
  );
  return `${counts.join(', ')}\n`;
}

export function claimStepsText({ outcome, parts }: PlayedClaim): string {
  return parts.map(({ outcome: { says }, taken }) => takenText(`${outcome.id}, ${says}`, taken)).join('\n');
}
