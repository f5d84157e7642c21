// SPDX-License-Identifier: Apache-2.0
// The published article in pieces, each with the place that it speaks of: a cell of a table, or a line of text.

export interface Unit {
  readonly line: number;
  readonly text: string;
  /** Of a cell: the title of its column, the name of its row, and what the second column is and says. */
  readonly cell: {
    readonly column: string;
    readonly secondColumn: string;
    readonly name: string;
    readonly second: string;
  } | null;
  /** The headings above it, nearest last: section, topic (of a caption: its chart's title), group of rows. */
  readonly under: readonly string[];
}

/** Without code blocks; as the reader sees it, so without links' targets and with the characters that stand escaped. */
export function unitsOf(article: string): readonly Unit[] {
  const units: Unit[] = [];
  let [section, topic, group] = ['', '', ''];
  let columns: readonly string[] | null = null;
  let isCode = false;
  let chart = '';
  for (const [index, raw] of article.split('\n').entries()) {
    if (raw.startsWith('```')) isCode = !isCode;
    if (isCode || raw.startsWith('```')) continue;
    const text = visible(raw);
    if (raw.startsWith('![')) chart = text;
    const add = (words: string, cell: Unit['cell'] = null): void => {
      units.push({
        line: index + 1,
        text: words,
        cell,
        under: [section, isCaption(raw) ? chart : topic, group],
      });
    };
    if (raw.startsWith('## ')) [section, topic, group] = [text, '', ''];
    else if (raw.startsWith('### ')) [topic, group] = [text, ''];
    if (!raw.startsWith('|')) {
      columns = null;
      group = '';
      add(text);
      continue;
    }
    const cells = text.split(/(?<!\\) \| /).map((cell) => cell.replace(/^\| | \|$/g, '').trim());
    if (columns === null) columns = cells;
    else if (cells.slice(1).every((cell) => cell === '')) group = (cells[0] ?? '').replaceAll('**', '');
    else if (!/^[:| -]+$/.test(raw)) {
      const [name = '', second = ''] = cells;
      for (const [at, cell] of cells.entries())
        add(cell, { column: columns[at] ?? '', secondColumn: columns[1] ?? '', name, second });
      continue;
    }
    add(text);
  }
  return units;
}

/** Under its chart; a paragraph may begin with bold words. */
export function isCaption(text: string): boolean {
  return /^\*[^*]/.test(text);
}

function visible(raw: string): string {
  return raw
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/\]\([^()]*\)/g, ']');
}

/** "4.93 µs", "1.01×", "98 %", "10,000": numbers with their unit, where one stands behind. */
export function figuresOf(text: string): readonly string[] {
  return text.match(figure) ?? [];
}

const figure =
  /(?:(?<![\w.–)\]-])[-−]|(?<=–)−)?\d+(?:,\d{3})*(?:\.\d+)?(?:×|\/s|(?: )(?:ns|µs|ms|s|%|B|KiB|MiB|GiB)(?![\w]))?/g;
