// SPDX-License-Identifier: Apache-2.0
// How wide a text is, without a canvas and without fonts: the layout of a chart must not depend on
// the machine that draws it. The widths are those of Helvetica, which Arial and Liberation Sans share.

/** The fonts these widths hold for. */
export const chartFont = "Helvetica, Arial, 'Liberation Sans', sans-serif";

// Thousandths of the font size, by width; every other character counts as `otherWidth`.
const charactersByWidth: Readonly<Record<number, string>> = {
  191: "'",
  222: 'ijl',
  260: '|',
  278: ' !,./:;I[\\]ft·',
  333: '()-`r',
  334: '{}',
  355: '"',
  389: '*',
  469: '^',
  500: 'Jcksvxyz',
  549: '≤≥',
  556: '#$0123456789?L_abdeghnopqu–µ',
  584: '+<=>~×−',
  611: 'FTZ',
  667: '&ABEKPSVXY',
  722: 'CDHNRUw',
  778: 'GOQ',
  833: 'Mm',
  889: '%',
  944: 'W',
  1000: '…—',
  1015: '@',
};
const boldCharactersByWidth: Readonly<Record<number, string>> = {
  238: "'",
  278: ' ,./I\\ijl',
  280: '|',
  333: '!()-:;[]`ft·',
  389: '*r{}',
  474: '"',
  500: 'z',
  549: '≤≥',
  556: '#$0123456789J_aceksvxy–',
  584: '+<=>^~×−',
  600: 'µ',
  611: '?FLTZbdghnopqu',
  667: 'EPSVXY',
  722: '&ABCDHKNRU',
  778: 'GOQw',
  833: 'M',
  889: '%m',
  944: 'W',
  975: '@',
  1000: '…—',
};
const otherWidth = 600;
// Chinese, Japanese and Korean scripts and pictographs fill a square.
const wideWidth = 1000;
const firstWideCodePoint = 0x1100;

type Widths = ReadonlyMap<string, number>;

const widthsOf = (table: Readonly<Record<number, string>>): Widths =>
  new Map(
    Object.entries(table).flatMap(([width, characters]) =>
      Array.from(characters, (character): [string, number] => [character, Number(width)]),
    ),
  );

const widths = widthsOf(charactersByWidth);
const boldWidths = widthsOf(boldCharactersByWidth);

/** Width in pixels of a line of text at a font size in pixels. */
export function textWidth(text: string, fontSize: number, bold = false): number {
  const table = bold ? boldWidths : widths;
  let thousandths = 0;
  for (const character of text) thousandths += characterWidth(character, table);
  return (thousandths * fontSize) / 1000;
}

/** Cuts a text so that it fits, with an ellipsis where something is missing. */
export function fitText(text: string, maximum: number, fontSize: number): string {
  if (lengthThatFits(text, maximum, fontSize) === text.length) return text;
  const room = maximum - textWidth('…', fontSize);
  return `${text.slice(0, lengthThatFits(text, room, fontSize)).trimEnd()}…`;
}

/** How much of a text's beginning fits, in UTF-16 units. Stops where it no longer does: a name may be very long. */
function lengthThatFits(text: string, maximum: number, fontSize: number): number {
  let [thousandths, length] = [0, 0];
  for (const character of text) {
    thousandths += characterWidth(character);
    if ((thousandths * fontSize) / 1000 > maximum) return length;
    length += character.length;
  }
  return length;
}

/** Breaks a text at spaces into lines that fit; a single longer word stays whole. */
export function wrapText(text: string, maximum: number, fontSize: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`;
    if (lines.length > 0 && textWidth(longer, fontSize) <= maximum) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function characterWidth(character: string, table = widths): number {
  const known = table.get(character);
  if (known !== undefined) return known;
  const code = character.codePointAt(0) ?? 0;
  const isPunctuation = code >= 0x2000 && code < 0x2e80;
  return code >= firstWideCodePoint && !isPunctuation ? wideWidth : otherWidth;
}
