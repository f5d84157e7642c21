// SPDX-License-Identifier: Apache-2.0
// Leads from words to the charts that show what they tell; to those only that this article has.

import { fileNamePart } from '../escape.ts';
import { chartFile } from '../charts/chart.ts';
import { paragraph, text, toFigure } from './blocks.ts';
import type { Block, Figure, Text } from './blocks.ts';

/** Kinds of charts that are drawn of one scenario: each file is called by kind, scenario and placement. */
const kindsOfScenarios = ['growth', 'busy-donor', 'under-load', 'sojourn', 'handover-ledger'];

/** Charts whose id begins so, or that are about one of the scenarios. */
export interface ChartsWanted {
  readonly beginnings?: readonly string[];
  readonly scenarios?: readonly string[];
}

/** In the order in which they are wanted, then in that of the charts. */
export function figuresWanted(
  figures: readonly Figure[],
  { beginnings = [], scenarios = [] }: ChartsWanted,
): readonly Figure[] {
  const wanted = [
    ...beginnings,
    ...scenarios.flatMap((id) => kindsOfScenarios.map((kind) => `${kind}-${fileNamePart(id)}`)),
  ].map((id) => chartFile(id).replace(/\.svg$/, ''));
  const placementEnd = /^(?:-(?:same-cpu|cross-cpu|unpinned))?\.svg$/;
  return wanted.flatMap((start) =>
    figures.filter(({ file }) => file.startsWith(start) && placementEnd.test(file.slice(start.length))),
  );
}

/** One paragraph with a link to each; [] without any. */
export function figureLinks(figures: readonly Figure[]): readonly Block[] {
  if (figures.length === 0) return [];
  const links = figures.flatMap(({ title, file }, index): Text => {
    const link = toFigure(title, file);
    return index === 0 ? [link] : ['; ', link];
  });
  return [paragraph(text`Drawn in: ${links}.`)];
}
