// SPDX-License-Identifier: Apache-2.0
// What else was measured. Labelled exploratory in every row: nobody declared it, nothing is gated by it.

import type { Exploratory } from '../../bench/results/gate-result.ts';
import { code, paragraph, strong, text } from '../article/blocks.ts';
import type { TableCell } from '../article/blocks.ts';
import { formatCount, formatP } from '../format.ts';
import { ratioCell, words } from './estimate-cells.ts';
import type { GateSection } from './gate-content.ts';

export const exploratory: GateSection = {
  id: 'exploratory',
  title: 'Exploratory: looked at, not gated',
  blocks: ({ result }) =>
    result.exploratory.length === 0
      ? []
      : [
          paragraph(
            text`${strong('Nothing here was declared, and nothing here decides.')} q bounds the share of false findings among all that are called different (Benjamini and Hochberg). A small q is a reason to declare such an endpoint in the next gate, not a finding.`,
          ),
          {
            kind: 'table',
            caption: 'Exploratory ratios, head / base, of the first pass',
            columns: [
              { title: 'exploratory', align: 'left' },
              { title: 'ratio', align: 'right' },
              { title: 'blocks', align: 'right' },
              { title: 'p (two-sided)', align: 'right' },
              { title: 'q', align: 'right' },
            ],
            groups: [{ heading: '', rows: result.exploratory.map(rowOf) }],
          },
        ],
};

function rowOf({ id, ratio, blocks, p, q }: Exploratory): readonly TableCell[] {
  return [
    { text: [code(id)] },
    ratioCell(ratio),
    words(formatCount(blocks)),
    words(formatP(p)),
    words(formatP(q)),
  ];
}
