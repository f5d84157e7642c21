// SPDX-License-Identifier: Apache-2.0
// Live handovers: what clients see while a whole service moves from an old process to a new one. Tells by scenario who lost
// what, who waited, and what a handover cost; claims nothing of few handovers, and nothing of a rate that was not carried.

import type { HandoverResults } from '../../bench/results/handover.ts';
import type { Result } from '../../bench/results/result.ts';
import { minimumBlocks } from '../../bench/stats/estimate.ts';
import type { HandoverArm, HandoverScenario } from '../../scenarios/handover-scenario.ts';
import { commandToMeasure } from '../commands.ts';
import { fileNamePart } from '../escape.ts';
import { formatCount, formatShare } from '../format.ts';
import {
  handoverScenario,
  handoversOf,
  isCarried,
  leastBegun,
  pointsOf,
  pointWords,
  rowsAt,
  toldPoint,
} from '../handover-lookup.ts';
import { code, paragraph, strong, text } from './blocks.ts';
import type { Block, Figure, Text } from './blocks.ts';
import { delayWords } from './handovers/delay-sentence.ts';
import { failedHandovers } from './handovers/failed-handovers.ts';
import { ghostSentence } from './handovers/fault-sentence.ts';
import { ledgerTable } from './handovers/ledger-table.ts';
import { lossSentence, notCarriedWords } from './handovers/loss-sentence.ts';
import { skippedHandovers, whyNoHandovers } from './handovers/skipped-handovers.ts';
import { pauseSentence } from './handovers/stream-sentence.ts';
import { tenQuestions } from './questions/index.ts';
import { shownFigures } from './questions/shown-figures.ts';
import type { Section } from './section.ts';

export const liveHandover: Section = {
  id: 'live-handover',
  title: 'Live handover',
  blocks: ({ result, figures }) => {
    const handovers = handoversOf(result);
    if (handovers === undefined) return [notMeasured(result)];
    const own = liveHandoverFigures(figures);
    return [
      ...introduction(handovers),
      ...handovers.scenarios.flatMap((scenario) => [
        ...toldOf(result, handovers, scenario),
        ...own.filter(({ file }) => file.endsWith(`-${fileNamePart(scenario.id)}.svg`)),
      ]),
      ...failedHandovers(handovers),
    ];
  },
};

/** Those that stand here and not among the charts. */
export function liveHandoverFigures(figures: readonly Figure[]): readonly Figure[] {
  const above = new Set(shownFigures(tenQuestions, figures).values());
  return figures.filter((figure) => figure.file.startsWith('charts/handover-') && !above.has(figure));
}

function notMeasured(result: Result): Block {
  return paragraph(
    text`Not measured here${whyNoHandovers(result)}. What clients notice while a service moves from an old process to a new one (connections that are refused, reset or delayed) asks for clients; times of a transfer say nothing about it. To measure it: ${code(commandToMeasure(handoverScenario))}`,
  );
}

function introduction(handovers: HandoverResults): readonly Block[] {
  const { cpus, hasNamespace } = handovers;
  const pinned = (cpu: number | null): string => (cpu === null ? 'unpinned' : `on CPU ${String(cpu)}`);
  return [
    paragraph(
      text`A service moves from an old process to a new one while clients use it; what counts is what they see. Each connection (or frame of a stream, or datagram) is counted once: answered by the old or by the new process, or lost, which is ${code('refused')}, ${code('reset')}, ${code('timed out')}, ${code('closed early')} (it ended before the whole answer) or ${code('wrong')} (not the answer to this question). Delay runs from when it was due, by a schedule that waits for nobody, to its whole answer; what was lost has none, so read the two together.`,
    ),
    paragraph(
      text`Old and new process ran ${pinned(cpus.services)}, the clients ${pinned(cpus.clients)}; ${hasNamespace ? 'each handover had a network namespace of its own' : 'handovers shared the network namespace of the machine'}. Times are medians over handovers, from the order to hand over; a second line is the sign test’s interval. The bound of handovers with a loss is Clopper and Pearson’s. Delay is told apart from the control, in which nothing is handed over, only where both intervals of their ratio (signed rank, then sign test) agree about 1. Nothing is claimed of fewer than ${formatCount(minimumBlocks)} handovers, nor of a point at which the clients began less than ${formatShare(leastBegun)} of the rate with any arm. None of this was declared before the run: it is ${strong('exploratory')}, and of the ${formatCount(comparedCount(handovers))} ratios of worst delays in this section one in fifty may leave 1 out by chance.`,
    ),
    paragraph(
      text`Times run from when the order is given. Where a program is started by the handover (${code('inherit_exec')}, programs of others, ${code('pulled_unasked')}), its start is in them; in all other arms the new process already runs and waits, as a supervisor would have it. Delay p50 and p99 are of what was due in the 400 ms after the order, the worst delay of the first 100 ms: a maximum, which one stolen time slice makes as well, so the control stands beside it. Clients late: how long after it was due they began something, at most; that is theirs, and part of every delay.`,
    ),
    paragraph(text`The arms:`),
    { kind: 'list', items: armsOf(handovers).map(({ id, does }) => text`${code(id)}: ${does}`) },
  ];
}

function comparedCount({ rows }: HandoverResults): number {
  return rows.filter(({ worstDelayToControl }) => worstDelayToControl !== null).length;
}

/** Each once, though scenarios share them. */
function armsOf({ scenarios }: HandoverResults): readonly HandoverArm[] {
  const arms = scenarios.flatMap((scenario) => scenario.arms);
  return [...new Map(arms.map((arm) => [JSON.stringify([arm.id, arm.does]), arm])).values()];
}

function toldOf(result: Result, handovers: HandoverResults, scenario: HandoverScenario): readonly Block[] {
  if (pointsOf(handovers, scenario).length === 0) return [];
  const sentences = [
    ...ended(handovers, scenario),
    ...sentencesOf(handovers, scenario),
    ...notCarried(handovers, scenario),
    ...skippedHandovers(result, scenario),
  ];
  return [
    { kind: 'heading', text: text`${code(scenario.id)}` },
    paragraph(text`${[scenario.question, ...scenario.notes].join(' ')}`),
    ...aboutPoint(handovers, scenario),
    { kind: 'list', items: sentences },
    ledgerTable(handovers, scenario),
  ];
}

function ended({ cells }: HandoverResults, { id }: HandoverScenario): readonly Text[] {
  const isCut = cells.some(({ scenario, endedBy }) => scenario === id && endedBy === 'interrupted');
  return isCut ? [text`The run was interrupted: fewer handovers are here than were planned.`] : [];
}

/** Where there are several points, the sentences are about the largest that was carried. */
function aboutPoint(handovers: HandoverResults, scenario: HandoverScenario): readonly Block[] {
  const point = toldPoint(handovers, scenario);
  if (point === undefined || pointsOf(handovers, scenario).length < 2) return [];
  return [
    paragraph(
      text`At ${strong(pointWords(scenario, point))}, the most that was carried (the others are in the table):`,
    ),
  ];
}

function sentencesOf(handovers: HandoverResults, scenario: HandoverScenario): readonly Text[] {
  const point = toldPoint(handovers, scenario);
  if (point === undefined) return [];
  return rowsAt(handovers, scenario, point).flatMap((row) => {
    const delay = delayWords(handovers, scenario, row);
    const loss = lossSentence(handovers, scenario, row);
    const others = [pauseSentence, ghostSentence].flatMap((sentence) => {
      const own = sentence(handovers, scenario, row);
      return own === undefined ? [] : [own];
    });
    return [
      delay === '' ? loss : text`${loss} ${delay.replace(/^./, (first) => first.toUpperCase())}.`,
      ...others,
    ];
  });
}

function notCarried(handovers: HandoverResults, scenario: HandoverScenario): readonly Text[] {
  return pointsOf(handovers, scenario)
    .filter((point) => !isCarried(handovers, scenario, point))
    .map((point) => text`${pointWords(scenario, point)}: ${notCarriedWords(handovers, scenario, point)}.`);
}
