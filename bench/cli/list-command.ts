// SPDX-License-Identifier: Apache-2.0
// `list`: what there is to measure.

import { scenarios } from '../../scenarios/index.ts';
import { mechanisms } from '../mechanisms.ts';
import { armsOfScenario } from '../plan/arms.ts';
import type { Terminal } from './terminal.ts';

export function listCommand({ json }: { readonly json?: boolean }, terminal: Terminal): number {
  if (json === true) {
    terminal.out(`${JSON.stringify({ scenarios, mechanisms })}\n`);
    return 0;
  }
  terminal.out('Scenarios\n');
  for (const scenario of scenarios) {
    const arms =
      scenario.class === 'calls' ? scenario.calls : armsOfScenario(scenario, mechanisms).map(({ id }) => id);
    const placements = scenario.class === 'calls' ? ['unpinned'] : Object.keys(scenario.blocks);
    const isLong = scenario.class === 'launches' && scenario.onlyInFull === true;
    terminal.out(`  ${scenario.id}: ${scenario.question}${isLong ? ' (with --full, or by name)' : ''}\n`);
    terminal.out(`      ${placements.join(', ')}; ${arms.join(', ')}\n`);
  }
  terminal.out('\nMechanisms\n');
  for (const { name, description, source } of mechanisms)
    terminal.out(`  ${name}: ${description} (${source})\n`);
  return 0;
}
