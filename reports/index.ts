// SPDX-License-Identifier: Apache-2.0
// Results in, report out: a page, a Markdown file and the charts. No clock, no network, no file
// system: any stored run can be told again anywhere, and reads the same.

import type { Result } from '../bench/results/result.ts';
import { frontMatter } from './article/front-matter.ts';
import { writeHtml } from './article/html.ts';
import { writeArticle } from './article/index.ts';
import { writeMarkdown } from './article/markdown.ts';
import { pageHead } from './article/page-head.ts';
import { drawFigures, figureFiles } from './article/draw-figures.ts';
import { makeCharts } from './charts/index.ts';
import type { ReportFile, ReportFiles, ReportInput } from './report-input.ts';

export { cardSize, drawCard } from './card/card.ts';
export { ecdfKnots } from './charts/ecdf-knots.ts';
export { headlineScenario } from './row-lookup.ts';
export { plainSummary } from './summary/index.ts';
export type { Distribution, Knot, ReportFile, ReportFiles, ReportInput } from './report-input.ts';

/** Builds report.html, report.md and charts/*.svg. The result must have passed its schema; its names
 * and messages may be anything. Asynchronous only because drawing is. */
export async function buildReport(input: ReportInput): Promise<ReportFiles> {
  const { charts, missing } = makeCharts(input);
  const figures = await drawFigures(charts);
  const head = pageHead(input.result);
  const { result, distributions, kept } = input;
  const sections = writeArticle({
    result,
    distributions,
    figures,
    missingCharts: missing,
    ...(kept !== undefined && { kept }),
  });
  return [
    { path: 'report.html', content: writeHtml(head, sections) },
    { path: 'report.md', content: writeMarkdown(head, sections) },
    ...figureFiles(figures),
  ];
}

/** The same files, with front matter in YAML on top of report.md; `image` is the file that stands for the page. */
export function withFrontMatter(files: ReportFiles, result: Result, image?: string): ReportFiles {
  return files.map((file): ReportFile =>
    file.path === 'report.md' ? { ...file, content: frontMatter(result, image) + file.content } : file,
  );
}
