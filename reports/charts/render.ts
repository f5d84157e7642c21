// SPDX-License-Identifier: Apache-2.0
// From a chart to the text of an SVG file: the same bytes on every machine, readable to a screen
// reader, and safe to put beside others in one page.

import * as vega from 'vega';
import { compile } from 'vega-lite';
import type { TopLevelSpec } from 'vega-lite';
import type { Spec } from 'vega';
import { escapeXml } from '../escape.ts';
import type { Chart } from './chart.ts';
import { compactSvg } from './compact-svg.ts';
import { darkStyle } from './dark.ts';
import { withSaid, withSaidAttributes } from './said.ts';
import { shortPath } from './short-path.ts';
import { textWidth } from './text-width.ts';

/** The Vega specification of a chart, as compiled by Vega-Lite. */
export function compileChart(chart: Chart): Spec {
  return compile(withSaid(chart.spec) as TopLevelSpec, { logger: strictLogger }).spec;
}

/** Draws a chart as SVG with title, description and ids of its own. */
export async function renderChart(chart: Chart): Promise<string> {
  measureTextByTable();
  vega.resetSVGDefIds();
  const view = new vega.View(vega.parse(compileChart(chart)), {
    renderer: 'none',
    loader: closedLoader,
    logger: strictLogger,
  });
  try {
    return describe(compactSvg(tidyTags(await view.toSVG(), chart.id)), chart);
  } finally {
    view.finalize();
  }
}

// vega-typings does not declare the text metrics, which are part of vega-scenegraph's public API.
interface TextMetrics {
  canvas(use: boolean): void;
  width: (item: TextItem, text: string | number | null | undefined | readonly string[]) => number;
}
interface TextItem {
  readonly fontSize?: number;
  readonly fontWeight?: string | number;
  readonly limit?: number;
}

const defaultFontSize = 11;

function measureTextByTable(): void {
  const metrics = (vega as unknown as { readonly textMetrics: TextMetrics }).textMetrics;
  metrics.canvas(false);
  metrics.width = (item, text) => {
    const lines = typeof text === 'object' && text !== null ? text : [String(text ?? '')];
    const isBold = item.fontWeight === 'bold' || Number(item.fontWeight) >= 600;
    const width = Math.max(...lines.map((line) => textWidth(line, item.fontSize ?? defaultFontSize, isBold)));
    return item.limit !== undefined && item.limit > 0 ? Math.min(item.limit, width) : width;
  };
}

/** A chart carries its own data; anything it would load from elsewhere is a mistake. */
const refuse = (uri: string): Promise<never> =>
  Promise.reject(new Error(`charts load nothing, but one asked for ${uri}`));
const closedLoader = { load: refuse, sanitize: refuse, http: refuse, file: refuse } as unknown as vega.Loader;

/** A warning of the compiler means that something is not drawn as it was meant: an error here. */
const strictLogger: vega.LoggerInterface = {
  level: () => strictLogger,
  error: fail,
  warn: fail,
  info: () => strictLogger,
  debug: () => strictLogger,
};

function fail(...messages: readonly unknown[]): never {
  throw new Error(`a chart's specification is wrong: ${messages.map(String).join(' ')}`);
}

/** Makes ids unique to the chart, numbered by appearance, so that several charts can share a page
 * and nothing depends on what was drawn before. Drops what a picture has no use for. */
function tidyTags(svg: string, chart: string): string {
  const ids = new Map<string, string>();
  const rename = (id: string): string => {
    if (!ids.has(id)) ids.set(id, `${chart}-def-${ids.size + 1}`);
    return ids.get(id) ?? id;
  };
  return svg.replace(/<[^>]*>/g, (tag) =>
    tag
      .replace(/ (?:role|aria-(?!label|roledescription)[a-z]+|pointer-events)="[^"]*"/g, '')
      .replace(/ id="([^"]*)"/g, (_, id: string) => ` id="${rename(id)}"`)
      .replace(/url\(#([^)]*)\)/g, (_, id: string) => `url(#${rename(id)})`)
      .replace(/ d="([^"]*)"/g, (_, d: string) => ` d="${shortPath(d)}"`)
      // A hundredth of a pixel is enough, and hides differences in the last bit between engines.
      .replace(/ (?!aria)[\w:-]+="[^"]*"/g, rounded)
      .replace(/.+/s, withSaidAttributes),
  );
}

function rounded(attribute: string): string {
  return attribute.replace(/(?<![\w#])-?\d+\.\d{3,}(?:e-?\d+)?/g, (number) =>
    String(Number(Number(number).toFixed(2))),
  );
}

function describe(svg: string, { id, title, description }: Chart): string {
  const opening =
    `<title id="${id}-title">${escapeXml(title)}</title>` +
    `<desc id="${id}-desc">${escapeXml(description)}</desc>${darkStyle(svg)}`;
  return `${svg.replace(
    /^<svg([^>]*)>/,
    (_, attributes: string) =>
      `<svg${attributes} role="img" aria-labelledby="${id}-title ${id}-desc">${opening}`,
  )}\n`;
}
