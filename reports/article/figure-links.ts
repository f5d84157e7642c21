// SPDX-License-Identifier: Apache-2.0
// Leads from words to the charts that show what they tell; to those only that this article has.

import { fileNamePart } from '../escape.ts';
import { chartFile } from '../charts/chart.ts';
import { paragraph, text, toFigure } from './blocks.ts';
import type { Block, Figure, Text } from './blocks.ts';

/** Kinds of charts that are drawn of one scenario: each file is called by kind, scenario and placement. */
const kindsOfScenarios = ['growth', 'busy-donor', 'under-load', 'sojourn'];

/** One paragraph with a link to each chart whose id begins so, or is about one of the scenarios; [] without any. */
export function figureLinks(
  figures: readonly Figure[],
  { beginnings = [], scenarios = [] }: { beginnings?: readonly string[]; scenarios?: readonly string[] },
): readonly Block[] {
  const wanted = [
    ...beginnings,
    ...scenarios.flatMap((id) => kindsOfScenarios.map((kind) => `${kind}-${fileNamePart(id)}`)),
  ].map((id) => chartFile(id).replace(/\.svg$/, ''));
  const placementEnd = /^(?:-(?:same-cpu|cross-cpu|unpinned))?\.svg$/;
  const found = figures.filter(({ file }) =>
    wanted.some((start) => file.startsWith(start) && placementEnd.test(file.slice(start.length))),
  );
  if (found.length === 0) return [];
  const links = found.flatMap(({ title, file }, index): Text => {
    const link = toFigure(title, file);
    return index === 0 ? [link] : ['; ', link];
  });
  return [paragraph(text`Drawn in: ${links}.`)];
}
