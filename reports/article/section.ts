// SPDX-License-Identifier: Apache-2.0
// The seam of the article: a section is a file that turns the report's content into blocks.

import type { Result } from '../../bench/results/result.ts';
import type { MissingChart } from '../charts/chart.ts';
import type { Block, Figure } from './blocks.ts';

/** All that sections may draw on. */
export interface ArticleContent {
  readonly result: Result;
  /** The drawn charts, in the order of reports/charts/index.ts. */
  readonly figures: readonly Figure[];
  readonly missingCharts: readonly MissingChart[];
}

export interface Section {
  /** Anchor in the page; unique, lower-case. */
  readonly id: string;
  readonly title: string;
  /** A box stands out from the text: something the reader must not miss. */
  readonly isBox?: boolean;
  /** The section's blocks; a section without blocks is left out, title and all. */
  readonly blocks: (content: ArticleContent) => readonly Block[];
}
