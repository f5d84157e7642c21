// SPDX-License-Identifier: Apache-2.0
// Running text in a box of fixed size: the largest font in which it fits, and an ellipsis where none does.

import { textWidth } from '../charts/text-width.ts';

export interface Font {
  readonly fontSize: number;
  readonly bold?: boolean;
}

export interface Box {
  readonly width: number;
  /** From the largest; each with the lines that there is room for. */
  readonly sizes: readonly { readonly fontSize: number; readonly lines: number }[];
  readonly bold?: boolean;
}

export interface FittedText {
  readonly fontSize: number;
  readonly lines: readonly string[];
}

/** No line is wider than the box, whatever the text. */
export function fitLines(text: string, { width, sizes, bold = false }: Box): FittedText {
  const tries = sizes.map(({ fontSize, lines }) => ({
    fontSize,
    most: lines,
    lines: breakLines(text, width, { fontSize, bold }, lines),
  }));
  const best = tries.find(({ lines, most }) => lines.length <= most) ?? tries.at(-1);
  if (best === undefined) throw new RangeError('a box has no font size');
  const { fontSize, most, lines } = best;
  if (lines.length <= most) return { fontSize, lines };
  const last = `${(lines[most - 1] ?? '').replace(/…$/, '')}…`;
  return { fontSize, lines: [...lines.slice(0, most - 1), cut(last, width, { fontSize, bold })] };
}

/** One line, cut with an ellipsis where it is too long. */
export function cut(text: string, width: number, font: Font): string {
  const room = width - widthOf('…', font);
  let used = 0;
  let kept = '';
  let fits = '';
  for (const character of text) {
    used += widthOf(character, font);
    if (used > width) return `${fits.trimEnd()}…`;
    kept += character;
    if (used <= room) fits = kept;
  }
  return text;
}

/** At most one line more than is asked for. */
function breakLines(text: string, width: number, font: Font, most: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`;
    if (lines.length > 0 && isWithin(longer, width, font)) lines[lines.length - 1] = longer;
    else lines.push(cut(word, width, font));
    if (lines.length > most) break;
  }
  return lines;
}

function isWithin(text: string, width: number, font: Font): boolean {
  return cut(text, width, font) === text;
}

/** Of characters that the table of widths does not know, the widest that a font usually has counts: better a name cut
 * early than one that runs out of the picture. */
function widthOf(text: string, { fontSize, bold = false }: Font): number {
  const unknown = text.match(/[^\x20-\x7e–×µ…≤≥]/gu)?.length ?? 0;
  return textWidth(text, fontSize, bold) + 0.4 * fontSize * unknown;
}
