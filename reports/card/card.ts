// SPDX-License-Identifier: Apache-2.0
// The picture that stands for a report where its address is shared: the answer, the two medians, the machine. As SVG,
// which bench/cli turns into card.png; 1200 × 630 is what such places show uncut.

import type { Result } from '../../bench/results/result.ts';
import { drawBars } from './card-bars.ts';
import { grid, ground, ink, quiet, warning } from './card-colours.ts';
import type { CardWords } from './card-words.ts';
import { cardWords } from './card-words.ts';
import type { Drawing } from './drawing.ts';
import { line, rectangle, words } from './drawing.ts';
import { cut, fitLines } from './fit-lines.ts';

export const cardSize = { width: 1200, height: 630 };
const left = 60;
const right = cardSize.width - left;
const width = right - left;

/** Text of the SVG; ends with a line break. */
export function drawCard(result: Result): string {
  const content = cardWords(result);
  const size = `width="${String(cardSize.width)}" height="${String(cardSize.height)}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="0 0 ${String(cardSize.width)} ${String(cardSize.height)}">`,
    rectangle({ x: 0, y: 0, ...cardSize, colour: ground }),
    ...header(),
    ...titleAndCaveat(content),
    ...medians(content),
    ...footer(content),
    '</svg>\n',
  ].join('\n');
}

function header(): Drawing {
  const y = 64;
  return [
    words({ text: 'fd-handover-bench', x: left, y, fontSize: 24, colour: ink, bold: true }),
    words({
      text: 'SCM_RIGHTS and pidfd_getfd',
      x: right,
      y,
      fontSize: 24,
      colour: quiet,
      anchor: 'end',
    }),
    line({ x1: left, x2: right, y1: 84, y2: 84, colour: grid, width: 2 }),
  ];
}

/** A caveat takes its room from the title. */
function titleAndCaveat({ title, caveat }: CardWords): Drawing {
  const sizes =
    caveat === ''
      ? [
          { fontSize: 52, lines: 3 },
          { fontSize: 44, lines: 4 },
          { fontSize: 36, lines: 5 },
        ]
      : [
          { fontSize: 46, lines: 2 },
          { fontSize: 38, lines: 3 },
          { fontSize: 30, lines: 4 },
        ];
  const fitted = fitLines(title, { width, sizes, bold: true });
  const step = fitted.fontSize * 1.2;
  const top = 96;
  return [
    ...fitted.lines.map((text, index) =>
      words({
        text,
        x: left,
        y: top + step * (index + 1),
        fontSize: fitted.fontSize,
        colour: ink,
        bold: true,
      }),
    ),
    ...caveatBelow(caveat, top + step * fitted.lines.length + 30),
  ];
}

function caveatBelow(caveat: string, top: number): Drawing {
  if (caveat === '') return [];
  const indent = 22;
  const { fontSize, lines } = fitLines(caveat, {
    width: width - indent,
    sizes: [{ fontSize: 24, lines: 2 }],
  });
  const step = fontSize * 1.25;
  return [
    rectangle({ x: left, y: top, width: 6, height: step * lines.length + 6, colour: warning }),
    ...lines.map((text, index) =>
      words({ text, x: left + indent, y: top + step * (index + 1) - 3, fontSize, colour: ink }),
    ),
  ];
}

function medians({ bars, barsTitle }: CardWords): Drawing {
  const font = { fontSize: 22, bold: false };
  const y = 372;
  return [
    words({ text: cut(barsTitle, width, font), x: left, y, fontSize: font.fontSize, colour: quiet }),
    ...drawBars(bars, { left, right, top: y + 22 }),
  ];
}

function footer({ machine, origin }: CardWords): Drawing {
  const font = { fontSize: 22, bold: false };
  const small = { fontSize: 18, bold: false };
  return [
    line({ x1: left, x2: right, y1: 540, y2: 540, colour: grid, width: 2 }),
    words({ text: cut(machine, width, font), x: left, y: 573, fontSize: font.fontSize, colour: ink }),
    words({ text: cut(origin, width, small), x: left, y: 602, fontSize: small.fontSize, colour: quiet }),
  ];
}
