// SPDX-License-Identifier: Apache-2.0
// Links lead only to charts that the article has, and to the scenario's own, not to one whose name begins the same.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blocksText } from '../testing/blocks-text.ts';
import type { Figure } from './blocks.ts';
import { figureLinks, figuresWanted } from './figure-links.ts';

function figure(id: string): Figure {
  return {
    kind: 'figure',
    file: `charts/${id}.svg`,
    svg: '',
    title: `title of ${id}`,
    caption: '',
    dataFile: '',
    data: '',
  };
}

const figures = [
  figure('ratio-forest'),
  figure('under-load-busy-donor-cross-cpu'),
  figure('under-load-busy-donor-unasked-cross-cpu'),
  figure('growth-capacity-unpinned'),
];

test('a scenario has its own charts', () => {
  const words = blocksText(figureLinks(figuresWanted(figures, { scenarios: ['busy-donor'] })));
  assert.equal(words, 'Drawn in: title of under-load-busy-donor-cross-cpu.');
});

test('several are listed, and those that were not drawn are left out', () => {
  const words = blocksText(
    figureLinks(figuresWanted(figures, { beginnings: ['ratio-forest', 'ecdf'], scenarios: ['capacity'] })),
  );
  assert.equal(words, 'Drawn in: title of ratio-forest; title of growth-capacity-unpinned.');
  assert.deepEqual(figureLinks(figuresWanted([], { beginnings: ['ratio-forest'] })), []);
});
