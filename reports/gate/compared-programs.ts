// SPDX-License-Identifier: Apache-2.0
// The two programs: where they are from and how they were built. A difference of compilers or flags is a difference
// between revisions as well, and is seen here.

import type { GateResult, HelperFacts } from '../../bench/results/gate-result.ts';
import { code, strong, text } from '../article/blocks.ts';
import type { Block, TableCell } from '../article/blocks.ts';
import { words } from './estimate-cells.ts';
import type { GateSection } from './gate-content.ts';

export const comparedPrograms: GateSection = {
  id: 'programs',
  title: 'What was compared',
  blocks: ({ result }) => [
    {
      kind: 'table',
      caption: 'The helpers; "not told" where a helper does not say',
      columns: [
        { title: 'property', align: 'left' },
        { title: 'base', align: 'left' },
        { title: 'head', align: 'left' },
      ],
      groups: [{ heading: '', rows: properties.map((property) => rowOf(property, result)) }],
    },
    ...differences(result),
  ],
};

const properties: readonly (readonly [string, keyof HelperFacts])[] = [
  ['source', 'source'],
  ['commit', 'commit'],
  ['sha256', 'sha256'],
  ['compiler', 'compiler'],
  ['compiler flags', 'flags'],
];

function rowOf([title, key]: (typeof properties)[number], { helpers }: GateResult): readonly TableCell[] {
  const cell = (value: string | null): TableCell =>
    value === null || value === '' ? words('not told') : { text: [code(value)] };
  return [words(title), cell(helpers.base[key]), cell(helpers.head[key])];
}

/** Empty where both were built alike, or do not say. */
function differences({ helpers: { base, head } }: GateResult): readonly Block[] {
  const items = (['compiler', 'flags'] as const)
    .filter((key) => base[key] !== head[key])
    .map((key) => text`${strong(`The ${key} differ.`)} A verdict here may be about how they were built.`);
  return items.length === 0 ? [] : [{ kind: 'list', items }];
}
