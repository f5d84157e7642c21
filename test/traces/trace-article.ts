// SPDX-License-Identifier: Apache-2.0
// Finds for each figure of an article the number of the result that it is. In a table: the row of the result that the line
// names. In a sentence or a caption: the rows of the scenarios, placements and arms that it names.

import type { Crossover, Result, Row } from '../../bench/results/result.ts';
import { findSaturations } from '../../bench/stats/saturation.ts';
import { formatShare } from '../../reports/format.ts';
import { weakeningDoubts } from '../../reports/row-doubts.ts';
import { descriptorsOf, floorBeside, wordsForPlacement } from '../../reports/row-lookup.ts';
import type { Unit } from './article-units.ts';
import { figuresOf, isCaption } from './article-units.ts';
import { formsByColumn, formsOfEstimate, kinds } from './forms.ts';
import { countsOfCells, countsOfRun, numbersOfMachine } from './counts.ts';
import { countsOfPlayed } from './counts-of-played.ts';
import { withoutFixedPhrases } from './fixed-phrases.ts';
import type { TailForms } from './tails.ts';
import { handoverForms } from './trace-handovers.ts';
import { silentForms } from './trace-silent.ts';

/** Figures of a piece of the article that no number of the result accounts for. */
export type Tracer = (unit: Unit) => readonly string[];

/** `others`: figures that are not from the result, such as the size of a file beside the article. */
export function makeTracer(result: Result, others: readonly string[], tails: TailForms): Tracer {
  const stored = storedTexts(result);
  const [ofRun, ofMachine] = [countsOfRun(result), numbersOfMachine(result)];
  const [ofHandovers, ofSilent] = [handoverForms(result), silentForms(result)];
  const ofRows = new Map(result.rows.map((row) => [row, formsOfRow(result, row)]));
  return (unit) => {
    const text = stored.reduce((rest, one) => rest.replaceAll(one, ' '), unit.text);
    const figures = figuresOf(withoutFixedPhrases(text));
    if (figures.length === 0) return [];
    const told = ofHandovers(unit) ?? ofSilent(unit);
    if (told !== null) return figures.filter((one) => !told.has(one));
    const exact = cellForms(result, unit, tails);
    if (exact !== null) return figures.filter((one) => !exact.has(one));
    const rows = rowsNamed(result, unit);
    const allowed = new Set([
      ...(unit.under[0] === '## The machine' ? ofMachine : [...ofRun, ...others]),
      ...countsOfPlayed(result, unit),
      ...rows.flatMap((row) => ofRows.get(row) ?? []),
      ...aboutRows(result, rows),
    ]);
    return figures.filter((one) => !allowed.has(one));
  };
}

/** Texts of the result that hold digits, longest first: versions, names, what a doubt saw. */
function storedTexts(result: Result): readonly string[] {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value === 'string' && /\d/.test(value) && /\D/.test(value.trim()) && value.length > 3)
      found.add(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit);
  };
  visit({
    ...result,
    launches: result.launches.filter(({ status }) => status !== 'ok'),
    handovers: result.handovers && {
      ...result.handovers,
      handovers: result.handovers.handovers.filter(({ status }) => status !== 'ok'),
    },
    silent: result.silent && {
      ...result.silent,
      launches: result.silent.launches.filter(({ status }) => status !== 'ok'),
    },
  });
  // The ends of capacity are told in the words of bench/stats, as growths are, but not stored.
  for (const cell of result.cells) visit(findSaturations(result, cell).map(({ words }) => words));
  return [...found].sort((a, b) => b.length - a.length);
}

/** null where the cell is not one of a row of the result. */
function cellForms(result: Result, { cell, under }: Unit, tails: TailForms): ReadonlySet<string> | null {
  if (cell === null) return null;
  const arm = /^`([^`]+)`/.exec(cell.name)?.[1];
  const point = pointOf(cell.name) ?? pointOf(cell.second);
  const rows = result.rows.filter(
    (row) => row.arm === arm && isUnder(row, under) && (row.point === null || row.point === point),
  );
  const [row] = rows;
  if (rows.length !== 1 || row === undefined) return null;
  const column =
    cell.column.startsWith('ratio to ') && cell.column !== 'ratio to floor' ? 'ratio' : cell.column;
  const forms = { ...formsByColumn(row, floorBeside(result, row)), ...tails(row) }[column];
  if (forms !== undefined) return new Set(forms);
  return cell.column === cell.secondColumn
    ? new Set([...pointForms(row), ...kinds.count(descriptorsOf(result, row))])
    : null;
}

/** "64", "10,000", "80 %" and "× 4" behind a name, as the number that they are. */
function pointOf(text: string): number | null {
  const digits = /^(?:`[^`]*` ×? ?)?(\d[\d,]*)(?: %)?$/.exec(text)?.[1];
  return digits === undefined ? null : Number(digits.replaceAll(',', ''));
}

function isUnder({ scenario, placement }: Row, under: readonly string[]): boolean {
  const [, topic = '', group = ''] = under;
  const words = wordsForPlacement(placement);
  return (
    group.includes(`(${scenario}, ${words})`) ||
    group === `${scenario}, ${words}` ||
    (topic === `### \`${scenario}\`` && group === words)
  );
}

/** Of what a sentence names by scenario, arm and placement; what it does not name is left open. */
function rowsNamed({ rows }: Result, { text, under, cell }: Unit): readonly Row[] {
  const said = [text, cell?.name ?? '', under[2] ?? ''].join(' ');
  const topic = under[1] ?? '';
  const about = isCaption(text) ? topic : `${said} ${topic}`;
  const narrow = (candidates: readonly Row[], isNamed: (row: Row) => boolean): readonly Row[] => {
    const found = candidates.filter(isNamed);
    return found.length === 0 ? candidates : found;
  };
  const byScenario = narrow(rows, ({ scenario }) =>
    new RegExp(`(^|[^\\w-])${scenario}([^\\w-]|$)`).test(about),
  );
  const byPlacement = narrow(byScenario, ({ placement }) =>
    [placement, wordsForPlacement(placement)].some((words) =>
      `${said} ${isCaption(text) ? topic : ''}`.toLowerCase().includes(words.toLowerCase()),
    ),
  );
  // A chart shows all arms of its cell.
  if (isCaption(text)) return byPlacement;
  return narrow(byPlacement, ({ arm }) => said.includes(`\`${arm}\``) || said.includes(`${arm},`));
}

function formsOfRow(result: Result, row: Row): readonly string[] {
  return [
    ...Object.values(formsByColumn(row, floorBeside(result, row))).flat(),
    ...formsOfEstimate(row.cpuRatioToReference, 'ratio'),
    ...formsOfEstimate(row.ratioToFloor, 'inverse'),
    ...pointForms(row),
    ...figuresOf(row.arm),
    ...eachOfMany(result, row),
    ...distancesFromOne(row),
  ];
}

/** How far the ends of a ratio's intervals are from 1. */
function distancesFromOne({ ratioToReference }: Row): readonly string[] {
  const ends = [ratioToReference?.interval, ratioToReference?.signInterval];
  return ends
    .flatMap((one) => (one == null ? [] : [one.lo, one.hi]))
    .map((end) => formatShare(Math.abs(end - 1)));
}

function pointForms({ point }: Row): readonly string[] {
  return point === null ? [] : [...kinds.count(point), `${String(point)} %`];
}

/** Of a scenario that moves a fixed number of descriptors: that number, and the time of each. */
function eachOfMany(result: Result, row: Row): readonly string[] {
  const [many, p50] = [descriptorsOf(result, row), row.wall?.p50.value];
  if (row.point !== null || many === 1 || p50 === undefined) return [];
  return [...kinds.count(many), ...kinds.duration(p50 / many)];
}

/** Crossovers, exponents and counts of the cells in which these rows stand. */
function aboutRows(result: Result, rows: readonly Row[]): readonly string[] {
  const isHere = ({ scenario, placement }: Pick<Row, 'scenario' | 'placement'>): boolean =>
    rows.some((row) => row.scenario === scenario && row.placement === placement);
  const [crossovers, growths] = [result.crossovers.filter(isHere), (result.growths ?? []).filter(isHere)];
  return [
    ...crossovers.flatMap(({ at }) => formsOfEstimate(at, 'plain')),
    ...growths.flatMap(({ exponent, from, to, points }) => [
      ...formsOfEstimate(exponent, 'exponent'),
      ...[from, to, points].flatMap(kinds.count),
    ]),
    ...countsOfCells(result, rows, isHere),
    ...crossovers.flatMap((crossover) => sizesApart(result, crossover)),
  ];
}

/** At how many sizes both intervals of the ratio leave 1 out and no doubt weakens it, downwards and upwards. */
function sizesApart(result: Result, { scenario, placement, measure }: Crossover): readonly string[] {
  const ratios = result.rows
    .filter((row) => row.scenario === scenario && row.placement === placement)
    .filter((row) => weakeningDoubts(result, row).length === 0)
    .map((row) => (measure === 'cpu' ? row.cpuRatioToReference : row.ratioToReference));
  const sides = ratios.flatMap((ratio) => {
    const ends = [ratio?.interval, ratio?.signInterval].flatMap((one) =>
      one == null ? [] : [one.lo, one.hi],
    );
    if (ends.length === 0) return [];
    return ends.every((end) => end > 1) ? ['more'] : ends.every((end) => end < 1) ? ['less'] : [];
  });
  return ['more', 'less'].flatMap((side) => kinds.count(sides.filter((one) => one === side).length));
}
