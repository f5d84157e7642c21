// SPDX-License-Identifier: Apache-2.0
// The result in one sentence, with its interval and its scope: the declared comparison that heads the report. What it
// may say is decided in comparison.ts; what is wrong with the run comes before it.

import type { RatioEstimate, Result, Row } from '../../bench/results/result.ts';
import type { Placement } from '../../scenarios/scenario.ts';
import { compareRow, unsoundArm } from '../comparison.ts';
import type { Comparison } from '../comparison.ts';
import { printable } from '../escape.ts';
import { formatCountOf, formatCoverage, formatRatio, formatRatioInterval } from '../format.ts';
import { findScenario, headlineScenario, rowsOfCell, wordsForPlacement } from '../row-lookup.ts';

/** Two processes usually have a CPU each, so that comparison comes first. */
const preferred: readonly Placement[] = ['cross-cpu', 'same-cpu'];

/** The comparison that heads the report: the row of the compared arm, and that of its reference. */
export interface HeadlineRows {
  readonly row: Row;
  readonly reference: Row | undefined;
}

/** undefined where no declared comparison was made in a placement that may head a report. */
export function headlineRows(result: Result): HeadlineRows | undefined {
  for (const placement of preferred) {
    const rows = rowsOfCell(result, { scenario: headlineScenario, placement });
    const row = rows.find((each) => each.declared);
    if (row !== undefined) return { row, reference: rows.find(({ arm }) => arm === row.reference) };
  }
  return undefined;
}

/** The title of a report: one sentence without its stop. */
export function headline(result: Result): string {
  const sentence = sentenceOf(result);
  const before = beforeClaim(result);
  return before.length === 0 ? sentence : `${capitalised(before.join(', '))}: ${decapitalised(sentence)}`;
}

/** What a reader who sees the title alone must know of the run. */
function beforeClaim(result: Result): readonly string[] {
  const { run } = result;
  const { row, reference } = headlineRows(result) ?? {};
  // Only before a claim: a title that makes none has its own reason.
  const isClaim = row?.wall != null && unsoundArm(result, row) === null;
  const failed = isClaim ? row.launchesFailed + (reference?.launchesFailed ?? 0) : 0;
  return [
    ...(run.status === 'interrupted' ? ['interrupted run'] : []),
    ...(run.quick ? ['quick run'] : []),
    ...(failed === 0 ? [] : [`${formatCountOf(failed, 'launch', 'launches')} failed`]),
  ];
}

function sentenceOf(result: Result): string {
  if (!result.rows.some(({ wall, outcomes }) => wall !== null || outcomes !== undefined)) {
    return 'Nothing was measured here';
  }
  const heading = headlineRows(result);
  const what = objectOf(result);
  if (heading === undefined) {
    return `Whether pulling or pushing ${what} is cheaper was not measured here${refusedWords(result)}`;
  }
  const { row, reference } = heading;
  const placed = wordsForPlacement(row.placement);
  const comparison = compareRow(result, row);
  if (comparison === 'unsound') {
    const arm = unsoundArm(result, row) ?? row.arm;
    return `No claim about ${nounOf(row.arm)} ${what} here: the oracle of ${printable(arm)} failed (${placed})`;
  }
  const ratio = row.ratioToReference;
  if (ratio === null || row.wall === null || reference?.wall == null) {
    return `Whether ${nounOf(row.arm)} or ${nounOf(row.reference ?? '')} ${what} is cheaper was not measured here${refusedWords(result)}`;
  }
  return claimOf(comparison, { row, ratio, what, placed }) + elsewhere(result, row, comparison);
}

/** Where the other declared placement says something else: a title that left it out would have chosen. */
function elsewhere(result: Result, { arm, placement }: Row, comparison: Comparison): string {
  const isClaim = (one: Comparison): boolean => one === 'less' || one === 'more';
  return preferred
    .filter((each) => each !== placement)
    .flatMap((each) => rowsOfCell(result, { scenario: headlineScenario, placement: each }))
    .filter((row) => row.declared && row.arm === arm && row.ratioToReference !== null)
    .map((row) => {
      const [own, ratio] = [compareRow(result, row), row.ratioToReference];
      const placed = wordsForPlacement(row.placement);
      if (own === comparison || ratio === null) return '';
      if (isClaim(own)) return `; ${placed}: ${formatRatio(ratio.value)} (${intervalOf(ratio)})`;
      return isClaim(comparison) ? `; ${placed}: no such difference shown` : '';
    })
    .join('');
}

/** Which arm could not be run, where that is why nothing was compared. */
function refusedWords({ skips, rows }: Result): string {
  const refused = skips.flatMap(({ scenario, arm }) =>
    scenario === headlineScenario && arm !== null ? [arm] : [],
  );
  const missing = [...new Set(refused)].filter(
    (arm) => !rows.some((row) => row.scenario === headlineScenario && row.arm === arm && row.wall !== null),
  );
  return missing.length === 0 ? '' : `: ${missing.map(printable).join(' and ')} could not be run`;
}

interface Claim {
  readonly row: Row;
  readonly ratio: RatioEstimate;
  readonly what: string;
  readonly placed: string;
}

function claimOf(comparison: Exclude<Comparison, 'unsound'>, { row, ratio, what, placed }: Claim): string {
  const [arm, other] = [nounOf(row.arm), nounOf(row.reference ?? '')];
  const value = formatRatio(ratio.value);
  const numbers = `${intervalOf(ratio)}, ${placed}`;
  const noDifference = `No difference shown between ${arm} and ${other} ${what} here`;
  switch (comparison) {
    case 'less':
      return capitalised(
        `${arm} ${what} is cheaper than ${other} it here: it takes ${value} the time (${numbers})`,
      );
    case 'more':
      return capitalised(`${arm} ${what} takes ${value} the time of ${other} it here (${numbers})`);
    case 'none-shown':
      return `${noDifference} (ratio ${value}, ${numbers})`;
    case 'intervals-disagree':
      return `${noDifference}: of two intervals only one leaves 1 out (ratio ${value}, ${numbers})`;
    case 'among-many':
      return `${noDifference}: it may be chance among the comparisons made (ratio ${value}, ${numbers})`;
    case 'weakened':
      return `Nothing is claimed about ${arm} and ${other} ${what} here: a doubt weakens the number (${placed})`;
    case 'no-interval':
      return `Nothing is claimed about ${arm} and ${other} ${what} here: ${formatCountOf(ratio.blocks, 'block')} ${ratio.blocks === 1 ? 'gives' : 'give'} no interval (${placed})`;
  }
}

function intervalOf({ interval }: RatioEstimate): string {
  if (interval === null) return 'no interval';
  const { lo, hi, coverage } = interval;
  return `${formatCoverage(coverage)} interval ${formatRatioInterval(lo, hi)}`;
}

/** What the two mechanisms do, in words; another arm keeps its name. */
const nouns: Readonly<Record<string, string>> = { pidfd_getfd: 'pulling', scm_rights: 'pushing' };

function nounOf(arm: string): string {
  return Object.hasOwn(nouns, arm) ? (nouns[arm] ?? arm) : printable(arm);
}

/** "one listening socket": what the scenario moves. */
function objectOf(result: Result): string {
  const scenario = findScenario(result, headlineScenario);
  const { kind, batch = 1 } = scenario?.class === 'launches' ? scenario.fixed : {};
  const isListener = kind === 'tcp_listener';
  if (batch === 1) return isListener ? 'one listening socket' : 'one descriptor';
  return formatCountOf(batch, isListener ? 'listening socket' : 'descriptor');
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function decapitalised(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
