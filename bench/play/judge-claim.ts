// SPDX-License-Identifier: Apache-2.0
// What is found of a claim, out of its parts alone: a stored one can be judged again.
// docs/decisions/0014-how-hazards-are-played.md, point 7

import type { ClaimOutcome, ClaimPartOutcome, ClaimVerdict } from '../results/claim-outcome.ts';

export function judgeClaim(
  { id, claim }: Pick<ClaimOutcome, 'id' | 'claim'>,
  parts: readonly ClaimPartOutcome[],
): ClaimOutcome {
  return {
    id,
    claim,
    verdict: verdictOf(parts),
    evidence: evidenceOf(parts),
    conditions: parts
      .filter(({ role, status }) => role === 'limit' && status === 'as-expected')
      .map(toldSeen),
    command: `npm run bench -- claims --only ${id}${parts.some(drawsOnRun) ? ' --with DIR' : ''}`,
    parts,
  };
}

export function verdictOf(parts: readonly Pick<ClaimPartOutcome, 'role' | 'status'>[]): ClaimVerdict {
  const core = parts.filter(({ role }) => role === 'core');
  const limits = parts.filter(({ role }) => role === 'limit');
  if (core.some(({ status }) => status === 'different')) return 'does not hold';
  if (core.length === 0 || core.some(({ status }) => status === 'not-possible')) return 'open';
  if (limits.some(({ status }) => status === 'as-expected')) return 'holds with a condition';
  // Whether there is a condition is not known where it could not be looked for.
  return limits.some(({ status }) => status === 'not-possible') ? 'open' : 'holds';
}

const drawsOnRun = ({ drawnFrom }: ClaimPartOutcome): boolean =>
  drawnFrom === 'pulled-listener-serves' || drawnFrom === 'pulled-listener-limits';

/**
 * All of the core; of the limits, those that are no condition; what is told beside; of both not what cannot be played for
 * the same reason as the core.
 */
function evidenceOf(parts: readonly ClaimPartOutcome[]): string {
  const core = parts.filter(({ role }) => role === 'core');
  const unseen = parts.filter(({ role, status }) => role === 'limit' && status !== 'as-expected');
  const beside = parts.filter(({ role }) => role === 'beside');
  const isOwn = ({ why }: ClaimPartOutcome): boolean => why === '' || core.every((part) => part.why !== why);
  return [...core, ...[...unseen, ...beside].filter(isOwn)].map(told).join(' ');
}

const beginnings = {
  core: { different: 'Not so', 'not-possible': 'Not played' },
  limit: { different: 'A limit that was not seen', 'not-possible': 'A limit that was not looked for' },
  beside: { different: 'Not so', 'not-possible': 'Not played' },
} as const;

function told(part: ClaimPartOutcome): string {
  const { says, role, status, why } = part;
  return status === 'as-expected' ? toldSeen(part) : `${beginnings[role][status]}: ${says} (${why}.)`;
}

function toldSeen({ says, why }: ClaimPartOutcome): string {
  return why === '' ? says : `${says} (${why}.)`;
}
