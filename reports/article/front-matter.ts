// SPDX-License-Identifier: Apache-2.0
// Front matter in YAML for report.md, which blogs and site generators read title and date from.

import type { Result } from '../../bench/results/result.ts';
import { printable } from '../escape.ts';
import { plainText } from './blocks.ts';
import { pageHead } from './page-head.ts';

/** Ends with a line break; the Markdown follows. `image` is the file that stands for the page where it is shared. */
export function frontMatter(result: Result, image?: string): string {
  const { title, summary } = pageHead(result);
  const fields = [
    ['title', title],
    ['date', result.run.startedAt],
    ['description', plainText(summary)],
    ...(image === undefined ? [] : [['image', image] as const]),
  ] as const;
  return `---\n${fields.map(([name, value]) => `${name}: ${quote(value)}\n`).join('')}---\n\n`;
}

/** A JSON string is a double-quoted scalar of YAML, on one line, whatever stands in it. */
function quote(value: string): string {
  return JSON.stringify(printable(value));
}
