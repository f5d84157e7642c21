// SPDX-License-Identifier: Apache-2.0
// `doctor --pid N`: may this process pull from that one, why not, what would allow it, and at which price.

import Table from 'cli-table3';
import type { ExplainedCause, Explanation } from '../diagnosis/explain-pull.ts';
import { explainPull } from '../diagnosis/explain-pull.ts';
import { diagnosePull } from '../native.ts';
import { exitCodes } from '../usage-error.ts';
import type { Terminal } from './terminal.ts';

export interface PidOptions {
  readonly pid: number;
  readonly fd?: number;
  readonly json?: boolean;
}

export function doctorPid({ pid, fd, json }: PidOptions, terminal: Terminal): number {
  const diagnosis = diagnosePull(pid, fd ?? null);
  const explanation = explainPull(diagnosis);
  const isAllowed = explanation.cause === 'allowed';
  if (json === true) {
    const { facts } = diagnosis;
    terminal.out(`${JSON.stringify({ pid, allowed: isAllowed, ...explanation, facts })}\n`);
  } else {
    const number = fd === undefined ? 'the first open descriptor' : `descriptor ${String(fd)}`;
    terminal.out(`Tried: pidfd_getfd of ${number} of process ${String(pid)}.\n`);
    terminal.out(textOf(explanation, isAllowed));
  }
  return isAllowed ? exitCodes.done : exitCodes.invalid;
}

function textOf(explanation: Explanation, isAllowed: boolean): string {
  const verdict = isAllowed ? 'Allowed' : `Refused, ${explanation.cause}`;
  const table = new Table({
    head: ['looked at', 'seen'],
    style: { head: [], border: [] },
    wordWrap: true,
    colWidths: [54, 40],
  });
  table.push(...explanation.evidence.map(({ what, seen }) => [what, seen]));
  return [
    `${verdict}: ${explanation.sentence}.`,
    '',
    table.toString(),
    ...remedyLines(explanation),
    ...explanation.alsoInTheWay.flatMap((also) => [
      '',
      `Also in the way, ${also.cause}: ${also.sentence}.`,
      ...remedyLines(also),
    ]),
    '',
  ].join('\n');
}

function remedyLines({ remedies }: ExplainedCause): string[] {
  if (remedies.length === 0) return [];
  return [
    '',
    'What would allow it, each of these alone, and its price:',
    ...remedies.flatMap(({ how, price }) => [`- ${how}`, `  price: ${price}`]),
  ];
}
