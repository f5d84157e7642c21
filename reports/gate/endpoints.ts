// SPDX-License-Identifier: Apache-2.0
// The endpoints: what was declared before anything ran, and what came of each.

import { axisOf, pointBehindName } from '../../bench/results/axis-words.ts';
import type { EndpointResult, GateResult } from '../../bench/results/gate-result.ts';
import type { Scenario } from '../../scenarios/scenario.ts';
import { code, listed, paragraph, strong, text } from '../article/blocks.ts';
import type { Block, Table, TableCell } from '../article/blocks.ts';
import { formatCount, noNumber } from '../format.ts';
import { wordsForPlacement } from '../row-lookup.ts';
import { durationCell, intervalCell, ratioCell, words } from './estimate-cells.ts';
import type { GateSection } from './gate-content.ts';

export const endpoints: GateSection = {
  id: 'endpoints',
  title: 'The endpoints',
  blocks: ({ result }) => (result.endpoints.length === 0 ? [] : endpointBlocks(result)),
};

function endpointBlocks(gate: GateResult): readonly Block[] {
  const { endpoints: results } = gate;
  return [
    paragraph(
      text`Base and head are medians over launches. The ratio is that of the same block, Hodges–Lehmann over the blocks of the first pass up to the look that decided, with the interval of the signed-rank test and that of the sign test at that look’s level. ${strong(noNumber)} stands where there is no number.`,
    ),
    endpointTable(gate),
    ...results.filter(({ reasons }) => reasons.length > 0).flatMap(reasonsOf),
  ];
}

function endpointTable({ endpoints: results, scenarios }: GateResult): Table {
  const number = (title: string) => ({ title, align: 'right' }) as const;
  return {
    kind: 'table',
    caption: 'Head against base, endpoint by endpoint',
    columns: [
      { title: 'endpoint', align: 'left' },
      { title: 'verdict', align: 'left' },
      number('base'),
      number('head'),
      number('head / base'),
      number('signed-rank interval'),
      number('sign interval'),
      number('allowed'),
      number('blocks'),
      { title: 'doubts', align: 'left' },
    ],
    groups: cellsOf(results).map((own) => ({
      heading: headingOf(own),
      rows: own.map((one) => rowOf(one, scenarios)),
    })),
  };
}

/** Endpoints of the same scenario and placement, in the order in which they were declared. */
function cellsOf(results: readonly EndpointResult[]): readonly (readonly EndpointResult[])[] {
  const cells = new Map<string, EndpointResult[]>();
  for (const result of results) {
    const { scenario, placement } = result.endpoint;
    const key = JSON.stringify([scenario, placement]);
    const own = cells.get(key);
    if (own === undefined) cells.set(key, [result]);
    else own.push(result);
  }
  return [...cells.values()];
}

function headingOf([first]: readonly EndpointResult[]): string {
  if (first === undefined) return '';
  const { scenario, placement } = first.endpoint;
  return `${scenario}, ${wordsForPlacement(placement)}`;
}

/** What tells an endpoint from the others of its cell: the arm without its revision, the point, the quantile. */
export function shortName(
  { scenario, arms, point, quantile }: EndpointResult['endpoint'],
  scenarios: readonly Scenario[],
): string {
  const arm = arms.head.replace(/ head$/, '');
  const behind = pointBehindName(axisOf(scenarios, scenario), point);
  return [arm, behind, quantile].filter((word) => word !== '').join(' ');
}

function rowOf(
  { endpoint, verdict, base, head, ratio, doubts }: EndpointResult,
  scenarios: readonly Scenario[],
): readonly TableCell[] {
  return [
    { text: [code(shortName(endpoint, scenarios))] },
    { text: [strong(verdict)] },
    durationCell(base),
    durationCell(head),
    ratioCell(ratio?.value ?? null),
    intervalCell(ratio?.interval),
    intervalCell(ratio?.signInterval),
    ratioCell(1 + endpoint.tolerance),
    words(ratio === null ? noNumber : formatCount(ratio.blocks)),
    doubts.length === 0 ? words('none') : { text: listed(doubts.map(code)) },
  ];
}

function reasonsOf({ endpoint, verdict, reasons }: EndpointResult): readonly Block[] {
  return [
    { kind: 'heading', text: text`${code(endpoint.id)}: ${verdict}` },
    { kind: 'list', items: reasons.map(({ rule, text: why }) => text`${why} (rule ${code(rule)})`) },
  ];
}
