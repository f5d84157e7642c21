// SPDX-License-Identifier: Apache-2.0
// The few SVG elements that the card is drawn with. Text is escaped here and nowhere else.

import { chartFont } from '../charts/text-width.ts';
import { escapeXml } from '../escape.ts';

export type Drawing = readonly string[];

export interface Words {
  readonly text: string;
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  readonly fontSize: number;
  readonly colour: string;
  readonly bold?: boolean;
  readonly anchor?: 'start' | 'middle' | 'end';
}

export function words({ text, x, y, fontSize, colour, bold = false, anchor = 'start' }: Words): string {
  const weight = bold ? ' font-weight="bold"' : '';
  const side = anchor === 'start' ? '' : ` text-anchor="${anchor}"`;
  return `<text x="${number(x)}" y="${number(y)}" font-family="${chartFont}" font-size="${number(fontSize)}" fill="${colour}"${weight}${side}>${escapeXml(text)}</text>`;
}

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly colour: string;
}

export function rectangle({ x, y, width, height, colour }: Rectangle): string {
  return `<rect x="${number(x)}" y="${number(y)}" width="${number(width)}" height="${number(height)}" fill="${colour}"/>`;
}

export interface Line {
  readonly x1: number;
  readonly x2: number;
  readonly y1: number;
  readonly y2: number;
  readonly colour: string;
  readonly width: number;
}

export function line({ x1, x2, y1, y2, colour, width }: Line): string {
  return `<line x1="${number(x1)}" x2="${number(x2)}" y1="${number(y1)}" y2="${number(y2)}" stroke="${colour}" stroke-width="${number(width)}"/>`;
}

/** A hundredth of a pixel is enough, and hides differences in the last bit between engines. */
function number(value: number): string {
  return String(Number(value.toFixed(2)));
}
