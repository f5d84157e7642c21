// SPDX-License-Identifier: Apache-2.0
// The seam of the article: a section is a file that turns the report's content into blocks. A page of another kind
// (reports/gate) has content of its own, and shares the sections that ask for no more than it has.

import type { Result } from '../../bench/results/result.ts';
import type { KeptSamples } from '../../bench/results/kept-samples.ts';
import type { MissingChart } from '../charts/chart.ts';
import type { Distribution } from '../report-input.ts';
import type { Block, Figure } from './blocks.ts';

/** All that sections may draw on. */
export interface ArticleContent {
  readonly result: Result;
  /** The drawn charts, in the order of reports/charts/index.ts. */
  readonly figures: readonly Figure[];
  readonly missingCharts: readonly MissingChart[];
  /** Both as in ReportInput; absent where the samples were not read. */
  readonly distributions?: readonly Distribution[];
  readonly kept?: readonly KeptSamples[];
}

/** Sections that need only a part of a result serve everything that has this part. */
export type PartOfResult<Key extends keyof Result> = { readonly result: Pick<Result, Key> };

export interface Section<Content = ArticleContent> {
  /** Anchor in the page; unique, lower-case. */
  readonly id: string;
  readonly title: string;
  /** A box stands out from the text: something the reader must not miss. */
  readonly isBox?: boolean;
  /** The section's blocks; a section without blocks is left out, title and all. */
  readonly blocks: (content: Content) => readonly Block[];
}

/** A section with its blocks, ready for either page. */
export interface WrittenSection extends Omit<Section, 'blocks'> {
  readonly blocks: readonly Block[];
}

/** Sections with nothing to say are left out. */
export function writeSections<Content>(
  sections: readonly Section<Content>[],
  content: Content,
): readonly WrittenSection[] {
  return sections
    .map((section) => ({ ...section, blocks: section.blocks(content) }))
    .filter((section) => section.blocks.length > 0);
}
