// SPDX-License-Identifier: Apache-2.0
// What each colour of a drawing becomes where the reader's system is dark. The drawing keeps the light colours as
// attributes, for renderers without media queries; a style in it sets the dark ones. All drawings have the same rules, so
// that they can stand in one page.

/** Dark twins by the light colour, as it stands in a drawing. Contrast with the dark ground is tested: text 4.5, else 3. */
export const darkTwins: Readonly<Record<string, string>> = {
  // The ground is that of the page (article/page-style.ts).
  '#ffffff': '#17181a',
  '#1a1a1a': '#e8e8e6',
  '#555555': '#b0b0ac',
  '#777777': '#96989c',
  '#999999': '#85888d',
  '#bbbbbb': '#4c4f54',
  '#dddddd': '#383a3e',
  '#e4e4e4': '#303236',
  '#e8e8e8': '#2d2f33',
  // Okabe and Ito's palette, lighter in the same hue; the two blues stay apart.
  '#000000': '#f2f2f0',
  '#0072b2': '#3f97d8',
  '#d55e00': '#f07f3a',
  '#009e73': '#2dbd90',
  '#cc79a7': '#dd93bb',
  '#e69f00': '#f2b134',
  '#56b4e9': '#a3dcff',
};

/** Nothing is drawn in these words' colours. */
const noColours = new Set(['none', 'transparent']);

/** The colours that a drawing uses, in the order of their first use, in lower case. */
export function coloursOf(svg: string): readonly string[] {
  const found = [...svg.matchAll(/ (?:fill|stroke)="([^"]*)"/g)].map(([, colour = '']) =>
    colour.toLowerCase(),
  );
  return [...new Set(found)].filter((colour) => !noColours.has(colour) && !colour.startsWith('url('));
}

/** A style element with the twins of the colours that the drawing uses. On paper everything stays light. */
export function darkStyle(svg: string): string {
  const rules = coloursOf(svg).flatMap((colour) => {
    const twin = darkTwins[colour];
    if (twin === undefined) throw new Error(`a chart's colour has no dark twin: ${colour}`);
    return ['fill', 'stroke']
      .filter((name) => svg.toLowerCase().includes(` ${name}="${colour}"`))
      .map((name) => `svg [${name}="${colour}" i]{${name}:${twin}}`);
  });
  return `<style>@media screen and (prefers-color-scheme:dark){${rules.join('')}}</style>`;
}
