// SPDX-License-Identifier: Apache-2.0
// `list`: what there is to measure.

import { hazards } from '../../scenarios/hazards/index.ts';
import { handoverScenarios } from '../../scenarios/handover/index.ts';
import { scenarios } from '../../scenarios/index.ts';
import type { Scenario } from '../../scenarios/scenario.ts';
import { silentScenarios } from '../../scenarios/silent/index.ts';
import { mechanisms } from '../mechanisms.ts';
import { armsOfScenario } from '../plan/arms.ts';
import type { Terminal } from './terminal.ts';

export function listCommand({ json }: { readonly json?: boolean }, terminal: Terminal): number {
  if (json === true) {
    const silent = silentScenarios;
    const handovers = handoverScenarios;
    terminal.out(`${JSON.stringify({ scenarios, handovers, silent, hazards, mechanisms })}\n`);
    return 0;
  }
  terminal.out('Scenarios\n');
  for (const scenario of scenarios) {
    const arms = armNames(scenario);
    const placements = scenario.class === 'calls' ? ['unpinned'] : Object.keys(scenario.blocks);
    const isLong = scenario.class !== 'calls' && scenario.onlyInFull === true;
    terminal.out(`  ${scenario.id}: ${scenario.question}${isLong ? ' (with --full, or by name)' : ''}\n`);
    terminal.out(`      ${placements.join(', ')}; ${arms.join(', ')}\n`);
  }
  terminal.out('\nLive handovers\n');
  for (const { id, question, arms, onlyInFull } of handoverScenarios) {
    terminal.out(`  ${id}: ${question}${onlyInFull === true ? ' (with --full, or by name)' : ''}\n`);
    terminal.out(`      ${arms.map((arm) => arm.id).join(', ')}\n`);
  }
  terminal.out('\nSilent failures\n');
  for (const { id, question, arms, conditions } of silentScenarios) {
    terminal.out(`  ${id}: ${question}\n`);
    terminal.out(`      ${[...arms, ...conditions].map((one) => one.id).join(', ')}\n`);
  }
  terminal.out('\nHazards (npm run bench -- hazards)\n');
  for (const { id, of, danger } of hazards) terminal.out(`  ${id} (${of}): ${danger}\n`);
  terminal.out('\nMechanisms\n');
  for (const { name, description, source } of mechanisms)
    terminal.out(`  ${name}: ${description} (${source})\n`);
  return 0;
}

function armNames(scenario: Scenario): readonly string[] {
  if (scenario.class === 'calls') return scenario.calls;
  if (scenario.class === 'ways') return scenario.ways;
  return armsOfScenario(scenario, mechanisms).map(({ id }) => id);
}
