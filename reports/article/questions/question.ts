// SPDX-License-Identifier: Apache-2.0
// The shape of a question: its words never change, its answer follows from the result or says what is missing.

import type { Block } from '../blocks.ts';
import type { ChartsWanted } from '../figure-links.ts';
import type { ArticleContent } from '../section.ts';

export interface Question {
  readonly number: number;
  readonly words: string;
  readonly answer: (content: ArticleContent) => readonly Block[];
  /** What shows it: one stands below the answer, the others are named. */
  readonly charts?: ChartsWanted;
}
