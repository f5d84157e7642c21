// SPDX-License-Identifier: Apache-2.0
// What is said before a run: few blocks, little room, a machine that cannot do it.

import type { NamedFinding } from '../preflight/finding.ts';
import type { Plan } from '../plan/plan.ts';
import { minimumBlocks } from '../stats/estimate.ts';
import { ExpectedError, exitCodes } from '../usage-error.ts';
import type { Interruption } from './interruption.ts';
import type { Terminal } from './terminal.ts';

const advisedBlocks = 20;

export function adviseOnPlan(plan: Plan, terminal: Terminal): void {
  const fewest = Math.min(...plan.cells.map((cell) => cell.blocks));
  if (plan.quick || fewest >= advisedBlocks) return;
  const consequence =
    fewest < minimumBlocks
      ? `under ${String(minimumBlocks)} no interval is given`
      : `intervals from fewer than ${String(advisedBlocks)} are wide`;
  terminal.err(`warning: ${String(fewest)} blocks: ${consequence}; the default is 20 to 100\n`);
}

/** Says what limits the run; refuses a machine that cannot do it at all. */
export function refuseBlockedMachine(
  findings: readonly NamedFinding[],
  interruption: Interruption,
  terminal: Terminal,
): void {
  if (interruption.signal.aborted) return;
  const blocked = findings.filter(({ status }) => status === 'blocks');
  if (blocked.length > 0) {
    const reasons = blocked.map(({ id, evidence, remedy }) => `${id}: ${evidence}; ${remedy}`);
    throw new ExpectedError(`this machine cannot run it: ${reasons.join(' | ')}`, exitCodes.invalid);
  }
  for (const { id, status, evidence } of findings) {
    if (status === 'limits') terminal.err(`preflight: ${id}: ${evidence}\n`);
  }
}
