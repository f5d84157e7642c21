// SPDX-License-Identifier: Apache-2.0
// The look that all charts share: a ground of their own, quiet grids, one font, the key above the panels. Each colour has
// its twin for the dark in dark.ts.

import type { Config } from 'vega-lite';
import type { TitleParams } from 'vega-lite/types_unstable/title.js';
import { keyLabelSize, keyLabelWidth } from './arm-label.ts';
import type { ArmStyle } from './arm-style.ts';
import { chartFont, fitText, textWidth, wrapText } from './text-width.ts';

export const ink = '#1a1a1a';
export const quietInk = '#555555';
export const ground = '#ffffff';
export const bandColour = '#e8e8e8';
/** Of the area of an interval behind a curve of the same colour. */
export const bandOpacity = 0.18;
const gridColour = '#e4e4e4';

const subtitleSize = 12;
/** Of all labels of a key together, and of what stands before and behind each. */
const keyWidth = 700;
const symbolWidth = 66;

/** The configuration of every chart. */
export const chartConfig: Config = {
  aria: false,
  background: ground,
  padding: 14,
  font: chartFont,
  view: { stroke: '#bbbbbb' },
  axis: {
    labelFontSize: 11,
    titleFontSize: 12,
    titleFontWeight: 'normal',
    labelColor: ink,
    titleColor: ink,
    gridColor: gridColour,
    domainColor: '#777777',
    tickColor: '#777777',
    titlePadding: 8,
    labelLimit: 300,
    titleLimit: 600,
  },
  legend: {
    orient: 'top',
    direction: 'horizontal',
    labelFontSize: keyLabelSize,
    labelColor: ink,
    labelLimit: keyLabelWidth,
    symbolStrokeWidth: 2.4,
    symbolOpacity: 1,
    columnPadding: 24,
    offset: 12,
  },
  title: {
    anchor: 'start',
    frame: 'group',
    fontSize: 16,
    fontWeight: 'bold',
    color: ink,
    subtitleFontSize: subtitleSize,
    subtitleColor: quietInk,
    subtitlePadding: 5,
    limit: 900,
    offset: 14,
  },
};

/** The heading of a chart: one line of title, then as many lines of subtitle as it needs. `left` is
 * how far left of the plot it starts, in pixels. */
export function chartTitle(text: string, subtitle: string, width: number, left = 0): TitleParams<never> {
  return { text: fitText(text, width, 16), subtitle: wrapText(subtitle, width, subtitleSize), dx: -left };
}

/** Several lines of key where one would be wider than the panels. */
function columnsFor(labels: readonly string[]): { readonly columns?: number } {
  const widths = labels.map((label) => textWidth(label, keyLabelSize) + symbolWidth);
  const isOneLine = widths.reduce((sum, own) => sum + own, 0) <= keyWidth;
  return isOneLine ? {} : { columns: Math.max(1, Math.floor(keyWidth / Math.max(...widths))) };
}

/** Scales of colour and dash for a chart's arms, keyed by their labels; they share one key, which may leave some out. */
export function armEncodings(labels: readonly string[], styles: readonly ArmStyle[], inKey = labels) {
  const domain = [...labels];
  const field = { field: 'label', type: 'nominal', title: null } as const;
  const only = inKey.length < labels.length ? { values: [...inKey] } : {};
  const symbols = { symbolType: 'stroke', symbolSize: 700, ...columnsFor(inKey), ...only } as const;
  return {
    colour: { ...field, scale: { domain, range: styles.map((style) => style.colour) }, legend: symbols },
    dash: { ...field, scale: { domain, range: styles.map((style) => [...style.dash]) }, legend: symbols },
  };
}

/** Scales of colour and shape for a chart whose marks stand alone; they share one key. */
export function markEncodings(labels: readonly string[], styles: readonly ArmStyle[]) {
  const domain = [...labels];
  const field = { field: 'label', type: 'nominal', title: null } as const;
  const symbols = { symbolSize: 80, ...columnsFor(labels) } as const;
  return {
    colour: { ...field, scale: { domain, range: styles.map((style) => style.colour) }, legend: symbols },
    shape: { ...field, scale: { domain, range: styles.map((style) => style.shape) }, legend: symbols },
  };
}
