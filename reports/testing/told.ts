// SPDX-License-Identifier: Apache-2.0
// A result as its readers get it: page, Markdown, summary and step summary, which must agree on what comes first.

import assert from 'node:assert/strict';
import { checkResult } from '../../bench/results/read-result.ts';
import { buildReport, plainSummary } from '../index.ts';
import type { ReportInput } from '../index.ts';
import { exportRun } from './export-text.ts';
import { withoutScript } from './without-script.ts';
import { vocabularyOf } from './strict-markup.ts';

/** Words that say that one arm costs less: none may stand where nothing is claimed. */
export const claim = /(?<!becomes )cheaper than|dearer|faster|slower|takes \*?\*?[\d.]+×/;

export interface Told {
  readonly title: string;
  /** From the title to the answer, and from there to the questions. */
  readonly before: string;
  readonly answer: string;
  readonly markdown: string;
  readonly forest: string | undefined;
}

/** What each reader gets; fails where they do not agree on what comes first. */
export async function tell(input: ReportInput): Promise<Told> {
  checkResult(JSON.parse(JSON.stringify(input.result)), 'made up');
  const files = await buildReport(input);
  const contentOf = (path: string): string => files.find((each) => each.path === path)?.content ?? '';
  const markdown = contentOf('report.md');
  const [head = '', rest = ''] = markdown.split('\n## The answer on this machine\n');
  const [title = ''] = /^# (.*)$/m.exec(head) ?? [];
  const caveats = [...head.matchAll(/^- (.*)$/gm)].map(([, sentence]) => words(sentence ?? ''));
  const html = contentOf('report.html');
  vocabularyOf(html, 'report.html');
  assert.doesNotMatch(withoutScript(html), /undefined|NaN|Infinity|\[object/);
  const summary = words(plainSummary(input.result));
  const step = words(await exportRun('step-summary', input.result));
  for (const sentence of [words(title.slice(2)), ...caveats]) {
    for (const [where, text] of Object.entries({ html: words(htmlText(html)), summary, step })) {
      const [first, answer] = [text.indexOf(sentence), text.indexOf('At one descriptor')];
      assert.ok(first >= 0 && first < answer, `${where} does not say first: ${sentence}`);
    }
  }
  return {
    title: title.slice(2),
    before: head,
    answer: rest.split('\n## Ten questions\n')[0] ?? '',
    markdown,
    forest: files.find(({ path }) => path === 'charts/ratio-forest.svg')?.content,
  };
}

/** Without marks of markup, on one line. */
function words(text: string): string {
  return text
    .replace(/[`*]|<\/?code>/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function htmlText(html: string): string {
  return html
    .replace(/<nav[^]*?<\/nav>|<style>[^]*?<\/style>/g, '')
    .replace(/<\/?(?:code|strong)>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/\u00a0/g, ' ');
}
