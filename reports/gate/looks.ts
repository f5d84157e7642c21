// SPDX-License-Identifier: Apache-2.0
// Every look: when the blocks so far were judged, what was seen, what was decided.

import type { EndpointResult, Look } from '../../bench/results/gate-result.ts';
import { code, paragraph, text } from '../article/blocks.ts';
import type { RowGroup, TableCell } from '../article/blocks.ts';
import { formatCount, formatP } from '../format.ts';
import { ratioCell, words } from './estimate-cells.ts';
import type { GateSection } from './gate-content.ts';

export const looks: GateSection = {
  id: 'looks',
  title: 'The looks',
  blocks: ({ result }) => {
    const groups = result.endpoints.map(groupOf).filter(({ rows }) => rows.length > 0);
    if (groups.length === 0) return [];
    return [
      paragraph(
        text`A pass may end at any look, so the looks share its error: together they spend ${String(result.design.alpha)} one-sided, for all endpoints. ${code('OPEN')} means that more blocks were needed.`,
      ),
      { kind: 'table', caption: 'Looks by endpoint; bounds are one-sided', columns, groups },
    ];
  },
};

const columns = [
  { title: 'pass', align: 'left' },
  ...['blocks', 'α', 'ratio', 'lower bound', 'upper bound', 'p slower', 'p with Holm', 'p of signs'].map(
    (title) => ({ title, align: 'right' }) as const,
  ),
  { title: 'decision', align: 'left' },
] as const;

function groupOf({ endpoint, looks: first, confirmation }: EndpointResult): RowGroup {
  return {
    heading: endpoint.id,
    rows: [...first.map(rowOf('first')), ...confirmation.map(rowOf('second'))],
  };
}

function rowOf(pass: string) {
  return (look: Look): readonly TableCell[] => [
    words(pass),
    words(formatCount(look.blocks)),
    words(formatP(look.alpha)),
    ratioCell(look.ratio),
    ratioCell(look.lower),
    ratioCell(look.upper),
    words(formatP(look.pSlower)),
    words(formatP(look.pSlowerHolm)),
    words(formatP(look.pSlowerSign)),
    { text: [code(look.decision)] },
  ];
}
