// SPDX-License-Identifier: Apache-2.0
// What an article is made of, without HTML or Markdown: every sentence is written once and both
// pages render it. Strings here are text; whatever a result contains can never become markup.

/** A piece of running text: plain words, a name as it stands in code, strong words, or words that lead to a figure of the
 * same article (by its file) or to a section of it (by its id). */
export type Inline =
  | string
  | { readonly code: string }
  | { readonly strong: string }
  | { readonly words: string; readonly toFigure: string }
  | { readonly words: string; readonly toSection: string };
export type Text = readonly Inline[];

export interface Paragraph {
  readonly kind: 'paragraph';
  readonly text: Text;
}
export interface Heading {
  readonly kind: 'heading';
  readonly text: Text;
}
export interface List {
  readonly kind: 'list';
  readonly items: readonly Text[];
}
export interface CodeBlock {
  readonly kind: 'code';
  readonly code: string;
}
export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
}
/** A cell's text, and beside it a quieter detail such as an interval. */
export interface TableCell {
  readonly text: Text;
  readonly detail?: string;
}
/** Rows that belong together, under a heading of their own unless it is empty. */
export interface RowGroup {
  readonly heading: string;
  readonly rows: readonly (readonly TableCell[])[];
}
/** The first column names its row. */
export interface Table {
  readonly kind: 'table';
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly groups: readonly RowGroup[];
}
export interface Figure {
  readonly kind: 'figure';
  /** The SVG file beside the page, and its text for pages that carry it inside. */
  readonly file: string;
  readonly svg: string;
  readonly title: string;
  readonly caption: string;
  /** What it was drawn from, as CSV: the file beside the page, and its text. */
  readonly dataFile: string;
  readonly data: string;
}

export type Block = Paragraph | Heading | List | CodeBlock | Table | Figure;

/** Running text as a template: names in `${code(…)}`, other values as words. */
export function text(strings: TemplateStringsArray, ...values: readonly (Inline | Text)[]): Text {
  return strings.flatMap((words, index): Text => {
    const value = values[index];
    const pieces = value === undefined ? [] : isText(value) ? value : [value];
    return words === '' ? pieces : [words, ...pieces];
  });
}

/** A name from a result, a command, a flag: shown as code. */
export function code(name: string): Inline {
  return { code: name };
}

export function strong(words: string): Inline {
  return { strong: words };
}

/** Leads to a figure of the article; the page says where it stands. */
export function toFigure(words: string, file: string): Inline {
  return { words, toFigure: file };
}

/** Leads to a section of the article. */
export function toSection(words: string, id: string): Inline {
  return { words, toSection: id };
}

export function paragraph(content: Text): Paragraph {
  return { kind: 'paragraph', text: content };
}

/** Several pieces with commas between them. */
export function listed(items: readonly Inline[]): Text {
  return items.flatMap((item, index): Text => (index === 0 ? [item] : [', ', item]));
}

/** The bare words, for tests and for descriptions. */
export function plainText(content: Text): string {
  return content.map(plainInline).join('');
}

function plainInline(inline: Inline): string {
  if (typeof inline === 'string') return inline;
  if ('code' in inline) return inline.code;
  return 'strong' in inline ? inline.strong : inline.words;
}

function isText(value: Inline | Text): value is Text {
  return Array.isArray(value);
}
