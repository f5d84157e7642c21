// SPDX-License-Identifier: Apache-2.0
// Why the numbers may not hold elsewhere, or not at all: each reason by a rule, from what the run recorded.

import type { Result } from '../../bench/results/result.ts';
import { formatCount, formatCountOf } from '../format.ts';
import { armOfRow, placements, wordsForPlacement } from '../row-lookup.ts';
import { code, listed, strong, text, toSection } from './blocks.ts';
import type { Text } from './blocks.ts';
import type { Section } from './section.ts';

export const threats: Section = {
  id: 'threats',
  title: 'Threats to validity',
  blocks: ({ result }) => [{ kind: 'list', items: threatsTo(result) }],
};

type Rule = (result: Result) => Text | undefined;

/** Those that apply to this run; that it is one machine applies to every run. */
export function threatsTo(result: Result): readonly Text[] {
  const rules = [oneMachine, virtual, fewCpus, asRoot, onePlacement, fewBlocks, doubted, exploratory];
  return rules.map((rule) => rule(result)).filter((sentence) => sentence !== undefined);
}

const oneMachine: Rule = ({ environment }) =>
  text`${strong('One machine, one kernel, one run.')} Intervals cover the scatter between blocks of this run, not that between machines, kernels (here ${code(environment.kernel.release)}) or days.`;

const virtual: Rule = ({ environment: { cpu } }) =>
  cpu.hypervisor === null
    ? undefined
    : text`${strong('A virtual machine.')} Wake-ups and timers pass through a hypervisor, and a neighbour may take the CPU: wake-ups across CPUs, above all, may cost other amounts on bare metal.`;

/** One for each role, and none to spare. */
const withoutRoom = 2;

const fewCpus: Rule = ({ environment: { cpu } }) =>
  cpu.allowed.length > withoutRoom
    ? undefined
    : text`${strong(`${formatCountOf(cpu.allowed.length, 'CPU')} for all of it.`)} Whatever else ran shared them with donor and receiver.`;

const asRoot: Rule = ({ environment: { security } }) =>
  security.uid === 0
    ? text`${strong('Run as root.')} Permission checks pass earlier, and limits of descriptors in flight may not apply.`
    : undefined;

const onePlacement: Rule = ({ rows }) => {
  const seen = placements.filter((placement) => rows.some((row) => row.placement === placement));
  const [only] = seen;
  return seen.length !== 1 || only === undefined
    ? undefined
    : text`${strong('One placement.')} Everything was measured ${wordsForPlacement(only)}; the cost of a wake-up depends on it.`;
};

/** Under twenty blocks an interval is wide and its coverage coarse. */
const enoughBlocks = 20;

const fewBlocks: Rule = (result) => {
  const rows = result.rows.filter((row) => !armOfRow(result, row).isFloor);
  const few = rows.filter(({ blocks }) => blocks < enoughBlocks);
  return few.length === 0
    ? undefined
    : text`${strong('Few blocks.')} ${formatCount(few.length)} of ${formatCountOf(rows.length, 'row')} ${few.length === 1 ? 'has' : 'have'} fewer than ${formatCount(enoughBlocks)} blocks: where no difference is shown there, one may still be.`;
};

const doubted: Rule = ({ doubts }) => {
  if (doubts.length === 0) return undefined;
  const weakening = doubts.filter(({ weight }) => weight === 'weakens');
  const ids = [...new Set(doubts.map(({ id }) => id))];
  return text`${strong('Doubts.')} ${formatCountOf(doubts.length, 'doubt')} ${doubts.length === 1 ? 'stands' : 'stand'} beside numbers, ${formatCount(weakening.length)} of which ${weakening.length === 1 ? 'weakens its' : 'weaken their'} number (${listed(ids.map(code))}); all are under ${toSection('Doubts about these numbers', 'doubts')}.`;
};

const exploratory: Rule = ({ rows }) => {
  const compared = rows.filter(({ ratioToReference }) => ratioToReference !== null);
  const declared = compared.filter((row) => row.declared).length;
  return compared.length === declared
    ? undefined
    : text`${strong('Exploratory comparisons.')} ${formatCount(declared)} of ${formatCountOf(compared.length, 'comparison')} ${declared === 1 ? 'was' : 'were'} declared before the run; the others are reasons to look.`;
};
