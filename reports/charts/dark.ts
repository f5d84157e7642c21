// SPDX-License-Identifier: Apache-2.0
// The colours of charts and their twins for a dark ground. The attributes of a drawing keep the light ones, for paper and
// for programs that know no media queries; a style inside the SVG puts the twins over them.

export interface ColourPair {
  readonly light: string;
  readonly dark: string;
  /** What it must be told from its ground for: text, marks, or lines that nothing is read off. */
  readonly use: 'ground' | 'text' | 'mark' | 'quiet';
}

/** The order is that of the rules in the style. */
export const colourPairs: readonly ColourPair[] = [
  // The ground of the page in the dark (article/page-style.ts), so that a chart has no edge there.
  { light: '#ffffff', dark: '#17181a', use: 'ground' },
  { light: '#1a1a1a', dark: '#e8e8e6', use: 'text' },
  { light: '#555555', dark: '#b0b0ac', use: 'text' },
  // The palette of arm-style.ts: the same hues, lighter.
  { light: '#000000', dark: '#f4f4f0', use: 'mark' },
  { light: '#0072B2', dark: '#4A9FE0', use: 'mark' },
  { light: '#D55E00', dark: '#F07A35', use: 'mark' },
  { light: '#009E73', dark: '#2FC096', use: 'mark' },
  { light: '#CC79A7', dark: '#E094BD', use: 'mark' },
  { light: '#E69F00', dark: '#F2B632', use: 'mark' },
  { light: '#56B4E9', dark: '#A3DBFF', use: 'mark' },
  { light: '#777777', dark: '#8c8c8c', use: 'mark' },
  { light: '#999999', dark: '#77797d', use: 'quiet' },
  { light: '#bbbbbb', dark: '#55585d', use: 'quiet' },
  { light: '#e4e4e4', dark: '#34373b', use: 'quiet' },
  { light: '#e8e8e8', dark: '#303338', use: 'quiet' },
];

/** Puts the twins of the colours that the drawing has into it. A colour has one twin in all charts, so that the style of
 * one may reach others in the same page without harm. */
export function withDarkTwins(svg: string): string {
  const rules = colourPairs.flatMap(({ light, dark }) =>
    ['fill', 'stroke']
      .filter((attribute) => svg.includes(` ${attribute}="${light}"`))
      .map((attribute) => `[${attribute}="${light}"]{${attribute}:${dark}}`),
  );
  const style = `<style>@media screen and (prefers-color-scheme:dark){${rules.join('')}}</style>`;
  return svg.replace(/^<svg[^>]*>/, (opening) => opening + style);
}
