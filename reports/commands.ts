// SPDX-License-Identifier: Apache-2.0
// The command lines that a report gives its reader: how to repeat this run, and how to measure what
// is missing.

import type { Result } from '../bench/results/result.ts';
import { quoteForShell } from './escape.ts';

/** Repeats a run: its arguments and its seed, but not its folder, which is taken. */
export function commandToRepeat(run: Pick<Result['run'], 'arguments' | 'seed'>): string {
  const kept = withoutOptions(run.arguments, ['--seed', '--out']);
  return ['npm run bench --', ...kept.map(quoteForShell), '--seed', String(run.seed)].join(' ');
}

/** Measures one scenario, in one placement if given. */
export function commandToMeasure(scenario: string, placement?: string): string {
  const command = `npm run bench -- --only ${quoteForShell(`scenario=${scenario}`)}`;
  return placement === undefined ? command : `${command} --placement ${quoteForShell(placement)}`;
}

function withoutOptions(given: readonly string[], names: readonly string[]): string[] {
  const kept: string[] = [];
  for (let index = 0; index < given.length; index += 1) {
    const argument = given[index] ?? '';
    if (names.includes(argument)) index += 1;
    else if (!names.some((name) => argument.startsWith(`${name}=`))) kept.push(argument);
  }
  return kept;
}
