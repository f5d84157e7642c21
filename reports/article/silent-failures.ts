// SPDX-License-Identifier: Apache-2.0
// Silent failures: what is lost, truncated or swapped while the program goes on, naive against safe, by push and by pull.

import { brokenPromises } from '../../bench/results/silent-ledger.ts';
import type { SilentLaunch, SilentResults } from '../../bench/results/silent.ts';
import { minimumBlocks } from '../../bench/stats/estimate.ts';
import type { SilentScenario } from '../../scenarios/silent-scenario.ts';
import { printable } from '../escape.ts';
import { formatCount, formatCountOf } from '../format.ts';
import { silentOf } from '../silent-lookup.ts';
import { code, paragraph, strong, text } from './blocks.ts';
import type { Block, Text } from './blocks.ts';
import { failureTable } from './failure-table.ts';
import type { Section } from './section.ts';
import { silentTable } from './silent-table.ts';

export const silentFailureRates: Section = {
  id: 'silent-failures',
  title: 'Silent failures',
  blocks: ({ result }) => {
    const silent = silentOf(result);
    if (silent === undefined) return [];
    return [
      ...silent.scenarios.flatMap((scenario) => toldOf(silent, scenario)),
      ...skipped(result.skips, silent),
      ...failed(silent),
    ];
  },
};

/** What each arm did is told in the question's answer. */
function toldOf(silent: SilentResults, scenario: SilentScenario): readonly Block[] {
  const warnings = [...interrupted(silent, scenario), ...promise(silent)];
  return [
    paragraph(text`${[scenario.question, ...scenario.notes].join(' ')}`),
    paragraph(howText(silent, scenario)),
    ...(warnings.length === 0 ? [] : [{ kind: 'list', items: warnings } as const]),
    silentTable(silent, scenario),
    paragraph(text`The arms:`),
    { kind: 'list', items: scenario.arms.map(({ id, does }) => text`${code(id)}: ${does}`) },
    paragraph(text`The conditions:`),
    { kind: 'list', items: scenario.conditions.map(({ id, does }) => text`${code(id)}: ${does}`) },
  ];
}

function howText({ cpus }: SilentResults, { batchMax, tableSize }: SilentScenario): Text {
  const pinned = (cpu: number | null): string => (cpu === null ? 'unpinned' : `on CPU ${String(cpu)}`);
  return text`Each transfer had 1 to ${formatCount(batchMax)} descriptors of a table of ${formatCount(tableSize)}; the donor ran ${pinned(cpus.donor)}, the receiver ${pinned(cpus.receiver)}. ${strong('Truncated')}: the kernel cut it off the message; only the flag MSG_CTRUNC says so, and a naive program does not look. ${strong('Lost')}: by pull, a call that failed with an error (EMFILE; EBADF between a close and the next open), which a naive program passes over: the receiver could know, the donor cannot. ${strong('Swapped')}: the receiver holds another file, and no call says so: this alone cannot be seen by looking at results. ${strong('Refused')}: missing, and both were told, so the donor still has it; a safe transfer refuses all descriptors of a transfer where one finds no place. Rates are medians over blocks with the sign test’s interval; nothing is claimed of fewer than ${formatCount(minimumBlocks)} blocks. The bound of spoiled transfers is Clopper and Pearson’s, as if transfers were independent. None of this was declared before the run: it is ${strong('exploratory')}. A swap needs the number to be used again between announcement and pull, so its rate grows with the churn and falls with the size of the table: ${formatCount(tableSize)} entries here.`;
}

function interrupted({ cells }: SilentResults, { id }: SilentScenario): readonly Text[] {
  const isCut = cells.some(({ scenario, endedBy }) => scenario === id && endedBy === 'interrupted');
  return isCut ? [text`The run was interrupted: fewer transfers are here than were planned.`] : [];
}

/** A safe transfer that loses something is a fault, and stands first. */
function promise(silent: SilentResults): readonly Text[] {
  return brokenPromises(silent).map(
    ({ arm, condition }) =>
      text`${strong('A fault was found:')} ${code(arm)} did under ${code(condition)} what a safe transfer must never do. Please report it.`,
  );
}

function skipped(
  skips: readonly {
    readonly scenario: string;
    readonly arm: string | null;
    readonly reason: string;
    readonly remedy: string;
  }[],
  { scenarios }: SilentResults,
): readonly Block[] {
  const own = skips.filter(({ scenario }) => scenarios.some(({ id }) => id === scenario));
  if (own.length === 0) return [];
  const items = own.map(({ arm, reason, remedy }) => {
    const what: Text = arm === null ? ['Every arm'] : [code(arm)];
    return text`${what}: not measured here (${printable(reason)}); ${printable(remedy)}`;
  });
  return [{ kind: 'list', items }];
}

function failed({ launches }: SilentResults): readonly Block[] {
  const wrong = launches.filter(({ status }) => status === 'failed');
  if (wrong.length === 0) return [];
  return [
    paragraph(
      text`${formatCountOf(wrong.length, 'launch', 'launches')} failed, and ${wrong.length === 1 ? 'is' : 'are'} in no number:`,
    ),
    failureTable(wrong, {
      caption: 'Failed launches of silent failures by cause',
      counted: 'launches',
      where: ({ scenario, arm, condition }: SilentLaunch) =>
        text`${code(scenario)}, ${code(arm)}, ${code(condition)}`,
    }),
  ];
}
