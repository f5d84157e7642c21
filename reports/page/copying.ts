// SPDX-License-Identifier: Apache-2.0
// Runs in the reader's browser: copies a figure as SVG, and the data that it was drawn from as CSV.
/// <reference lib="dom" />

import { addButton, tell } from './figure-tools.ts';

/** A page that is opened from a disk may have no clipboard interface: then by way of a selection. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    // Deprecated, and the only way where there is no clipboard interface.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    const isCopied = document.execCommand('copy');
    area.remove();
    return isCopied;
  }
}

function addCopyButton(figure: Element, what: string, textOf: () => string): void {
  addButton(figure, `Copy ${what}`, (button) => {
    void copyText(textOf()).then((isCopied) => {
      tell(
        figure,
        isCopied ? `${what} is in the clipboard` : `this browser does not let a page copy: ${what}`,
      );
      button.focus();
    });
  });
}

/** As it was drawn: with the arms that are hidden here. */
function wholeSvg(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  for (const mark of copy.querySelectorAll<SVGElement>('[data-arm], .pointed')) {
    mark.style.removeProperty('display');
    mark.classList.remove('pointed');
  }
  return new XMLSerializer().serializeToString(copy);
}

export function enlivenCopying(): void {
  for (const figure of document.querySelectorAll('figure')) {
    const svg = figure.querySelector('svg');
    if (svg !== null) addCopyButton(figure, 'SVG', () => wholeSvg(svg));
    const data = figure.querySelector('script[type="application/json"]');
    if (data !== null) addCopyButton(figure, 'data', () => JSON.parse(data.textContent) as string);
  }
}

export const copyingFunctions = [copyText, addCopyButton, wholeSvg, enlivenCopying];
