// SPDX-License-Identifier: Apache-2.0
// What README.md says of the published result, made from that result: so each of its figures is one of the result's, and its
// claims are those that the article's rules allow. A test compares; nothing is written into README.md by itself.

import { pointBehindName } from '../../bench/results/axis-words.ts';
import type { Estimate, Result, Row } from '../../bench/results/result.ts';
import { crossoverSentences } from '../../reports/article/answer.ts';
import type { Block, Inline, TableCell, Text } from '../../reports/article/blocks.ts';
import { code, paragraph, text } from '../../reports/article/blocks.ts';
import { claimWords, durationWords, ratioWords } from '../../reports/article/claim-words.ts';
import { handoverSentences } from '../../reports/article/handovers/told-sentences.ts';
import { headline } from '../../reports/article/headline.ts';
import { writeMarkdown } from '../../reports/article/markdown.ts';
import { machineWords } from '../../reports/article/page-head.ts';
import { commandToRepeat } from '../../reports/commands.ts';
import {
  formatCount,
  formatCountOf,
  formatDuration,
  formatDurationInterval,
  formatRatio,
  formatRatioInterval,
} from '../../reports/format.ts';
import { axisOfScenario, wordsForPlacement } from '../../reports/row-lookup.ts';
import type { Placement } from '../../scenarios/scenario.ts';

export const sectionTitle = 'What it says on one machine';

/** One row of a result. Its figures are told as `wall.p50` and `ratioToReference`. */
export interface Place {
  readonly scenario: string;
  readonly placement: Placement;
  readonly arm: string;
  readonly point: number | null;
}

const pull = 'pidfd_getfd';
const push = 'scm_rights';

/** The rows of the table, each a pull beside its push. */
const compared: readonly Omit<Place, 'arm'>[] = [
  { scenario: 'one-descriptor', placement: 'same-cpu', point: null },
  { scenario: 'one-descriptor', placement: 'cross-cpu', point: null },
  { scenario: 'batch', placement: 'same-cpu', point: 4 },
  { scenario: 'batch', placement: 'same-cpu', point: 16 },
  { scenario: 'batch', placement: 'same-cpu', point: 252 },
  { scenario: 'batch', placement: 'same-cpu', point: 10_000 },
  { scenario: 'cold', placement: 'cross-cpu', point: null },
];

/** Under load: a pull of known numbers, each to the same pull of a donor that is well. */
const underLoad: readonly Place[] = [
  { scenario: 'busy-donor-unasked', placement: 'cross-cpu', arm: `${pull} 95 % busy`, point: null },
  { scenario: 'stopped-donor-unasked', placement: 'cross-cpu', arm: `${pull} stopped`, point: null },
];

export const charts = ['ratio-forest', 'batch-scaling-wall-same-cpu'] as const;

/** From the title to before the next one. `folder`: of the article, from the top; `article`: its report.md. */
export function readmeSection(result: Result, folder: string, article: string): string {
  const parts = [
    `## ${sectionTitle}`,
    written([paragraph(aboutRun(result, folder)), comparedTable(result)]),
    ...charts.map((chart) => figureOf(article, chart, folder)),
    written([
      {
        kind: 'list',
        items: [
          ...crossoverSentences(result),
          ...underLoad.map((place) => loadSentence(result, place)),
          ...handoverSentences(result).map((one) => text`Live handover: ${one}`),
        ],
      },
      paragraph(
        text`${{ strong: 'Another machine will differ, in the ratio too.' }} So run it where you will deploy. What an earlier run found under load: ${link('docs/load.md', 'docs/load.md')}.`,
      ),
    ]),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** As the article's blocks are written. */
function written(blocks: readonly Block[]): string {
  const page = writeMarkdown({ title: '', summary: [] }, [{ id: '', title: '', blocks }]);
  return page.slice(page.indexOf('## ') + '## '.length).trim();
}

function comparedTable(result: Result): Block {
  return {
    kind: 'table',
    caption: 'One transfer, announced: p50, and the ratio pull / push, each with its interval over blocks',
    columns: [
      { title: 'scenario', align: 'left' },
      { title: 'SCM_RIGHTS', align: 'right' },
      { title: 'pidfd_getfd', align: 'right' },
      { title: 'ratio', align: 'right' },
      { title: 'blocks', align: 'right' },
      { title: 'what may be said of the pull', align: 'left' },
    ],
    groups: [{ heading: '', rows: compared.map((place) => cellsOf(result, place)) }],
  };
}

function aboutRun(result: Result, folder: string): Text {
  const { run, environment, launches } = result;
  const minutes = (Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 60_000;
  const failed = launches.filter(({ status }) => status === 'failed').length;
  return text`${{ strong: headline(result) }}. One run of ${code(commandToRepeat(run))} on ${run.startedAt.slice(0, 10)}: ${machineWords(environment)}; ${formatCountOf(launches.length, 'launch', 'launches')} in ${minutes.toFixed(1)} minutes, ${formatCount(failed)} failed. ${link('The whole article', `${folder}/report.md`)} (${link('as a page', `${folder}/report.html`)}, to download) has the ten questions, every number, what the stopwatch includes, and how to repeat it.`;
}

function link(words: string, target: string): Inline {
  return { words, toFigure: target };
}

function cellsOf(result: Result, place: Omit<Place, 'arm'>): readonly TableCell[] {
  const [own, other] = [rowOf(result, { ...place, arm: pull }), rowOf(result, { ...place, arm: push })];
  const behind = pointBehindName(axisOfScenario(result, place.scenario), place.point);
  const name = text`${code(place.scenario)}${behind === '' ? '' : ` ${behind}`}, ${wordsForPlacement(place.placement)}`;
  return [
    { text: name },
    estimateCell(other.wall?.p50 ?? null, formatDuration, formatDurationInterval),
    estimateCell(own.wall?.p50 ?? null, formatDuration, formatDurationInterval),
    estimateCell(own.ratioToReference, formatRatio, formatRatioInterval),
    { text: [formatCount(own.blocks)] },
    { text: [claimWords(result, own)] },
  ];
}

function estimateCell(
  estimate: Estimate | null,
  format: (value: number) => string,
  formatRange: (lo: number, hi: number) => string,
): TableCell {
  if (estimate === null) return { text: ['–'] };
  const { value, interval } = estimate;
  return interval === null
    ? { text: [format(value)] }
    : { text: [format(value)], detail: formatRange(interval.lo, interval.hi) };
}

function loadSentence(result: Result, place: Place): Text {
  const row = rowOf(result, place);
  const [time, ratio] = [row.wall?.p50 ?? null, row.ratioToReference];
  const took = time === null ? 'has no median' : `takes ${durationWords(time)}`;
  const against =
    ratio === null
      ? ''
      : ` Its ratio to ${row.reference ?? ''} is ${ratioWords(ratio)}: ${claimWords(result, row)}.`;
  return text`Nobody is asked (${code(place.scenario)}, ${wordsForPlacement(place.placement)}): ${code(place.arm)} ${took}.${against}`;
}

/** Throws where the result has no such row: then the section must be another one. */
export function rowOf({ rows }: Pick<Result, 'rows'>, place: Place): Row {
  const keys = ['scenario', 'placement', 'arm', 'point'] as const;
  const found = rows.find((row) => keys.every((key) => row[key] === place[key]));
  if (found !== undefined) return found;
  throw new Error(`the published result has no row ${JSON.stringify(place)}`);
}

/** A chart with its caption, as the article has it. */
function figureOf(article: string, chart: string, folder: string): string {
  const [, title, caption] =
    new RegExp(`^!\\[(.*)\\]\\(charts/${chart}\\.svg\\)\\n\\n(\\*.*\\*)(?: \\[.*)?$`, 'm').exec(article) ??
    [];
  if (title === undefined || caption === undefined) throw new Error(`the article has no chart ${chart}`);
  return `![${title}](${folder}/charts/${chart}.svg)\n\n${caption}`;
}
