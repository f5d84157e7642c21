// SPDX-License-Identifier: Apache-2.0
// The article as one self-contained page, whole without its script: no request, everything from a result escaped.

import { escapeXml, fileNamePart, printable, printableLines } from '../escape.ts';
import type { Block, Figure, Inline, Table, TableCell, Text } from './blocks.ts';
import { pagePolicy, pageScript } from '../page/index.ts';
import { pageStyle } from './page-style.ts';
import type { PageHead } from './page-head.ts';
import type { WrittenSection } from './section.ts';

/** The text of report.html. */
export function writeHtml(head: PageHead, sections: readonly WrittenSection[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${pagePolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${inline(head.title)}</title>
<style>${pageStyle}</style>
</head>
<body>
<header>
<h1>${inline(head.title)}</h1>
<p>${inlines(head.summary)}</p>
<nav aria-label="Contents"><ul>
${sections.map(({ id, title }) => `<li><a href="#${escapeXml(id)}">${inline(title)}</a></li>`).join('\n')}
</ul></nav>
</header>
<main>
${sections.map(section).join('\n')}
</main>
<script>${pageScript}</script>
</body>
</html>
`;
}

function section({ id, title, isBox, blocks }: WrittenSection): string {
  const name = escapeXml(id);
  return `<section id="${name}" aria-labelledby="${name}-title"${isBox === true ? ' class="box"' : ''}>
<h2 id="${name}-title">${inline(title)}</h2>
${blocks.map(block).join('\n')}
</section>`;
}

function block(content: Block): string {
  switch (content.kind) {
    case 'paragraph':
      return `<p>${inlines(content.text)}</p>`;
    case 'heading':
      return `<h3>${inlines(content.text)}</h3>`;
    case 'list':
      return `<ul>\n${content.items.map((item) => `<li>${inlines(item)}</li>`).join('\n')}\n</ul>`;
    case 'code':
      return `<pre><code>${escapeXml(printableLines(content.code))}</code></pre>`;
    case 'table':
      return table(content);
    case 'figure':
      return figure(content);
  }
}

/** Wide content scrolls by itself; the box takes the keyboard's focus so that keys can scroll it. */
function scrollBox(label: string, content: string): string {
  return `<div class="scroll" role="region" tabindex="0" aria-label="${inline(label)}">${content}</div>`;
}

function figure({ file, svg, title, caption, dataFile, data }: Figure): string {
  const isCarried = data.length <= mostData;
  // JSON, so that nothing in it can end the element.
  const carried = isCarried
    ? `<script type="application/json">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`
    : '';
  const told = isCarried ? '' : ` Its data: <code>${escapeXml(dataFile)}</code>.`;
  return `<figure id="${escapeXml(figureId(file))}">
${scrollBox(title, svg.trim())}
<figcaption>${inline(caption)}${told}</figcaption>${carried}
</figure>`;
}

/** Characters of a figure's data that a page carries for copying; more stands only in the file. */
const mostData = 24_000;

function table({ caption, columns, groups }: Table): string {
  const heads = columns.map(({ title, align }) => `<th scope="col"${numeric(align)}>${inline(title)}</th>`);
  const bodies = groups.map(({ heading, rows }) => {
    const head =
      heading === ''
        ? ''
        : `<tr><th scope="rowgroup" colspan="${columns.length}">${inline(heading)}</th></tr>\n`;
    return `<tbody>\n${head}${rows.map((cells) => row(cells, columns)).join('\n')}\n</tbody>`;
  });
  return scrollBox(
    caption,
    `<table>
<caption>${inline(caption)}</caption>
<thead><tr>${heads.join('')}</tr></thead>
${bodies.join('\n')}
</table>`,
  );
}

function row(cells: readonly TableCell[], columns: Table['columns']): string {
  const written = cells.map((cell, index) => {
    const detail = cell.detail === undefined ? '' : `<span class="detail">${inline(cell.detail)}</span>`;
    const content = inlines(cell.text) + detail;
    return index === 0
      ? `<th scope="row">${content}</th>`
      : `<td${numeric(columns[index]?.align ?? 'left', content.length)}>${content}</td>`;
  });
  return `<tr>${written.join('')}</tr>`;
}

/** Characters from which a cell may break into lines. */
const longCell = 30;

function numeric(align: 'left' | 'right', length = 0): string {
  if (align === 'right') return ' class="number"';
  return length > longCell ? ' class="long"' : ' class="short"';
}

function inlines(content: Text): string {
  return content
    .map((piece) =>
      typeof piece === 'string' ? unbroken(escapeXml(piece.replace(/\s+/g, ' '))) : wrapped(piece),
    )
    .join('');
}

function wrapped(piece: Exclude<Inline, string>): string {
  if ('code' in piece) return `<code>${inline(piece.code)}</code>`;
  if ('strong' in piece) return `<strong>${inline(piece.strong)}</strong>`;
  const id = 'toFigure' in piece ? figureId(piece.toFigure) : piece.toSection;
  return `<a href="#${escapeXml(id)}">${inline(piece.words)}</a>`;
}

/** The anchor of a figure: `charts/ecdf-same-cpu.svg` stands at `#figure-ecdf-same-cpu`. */
export function figureId(file: string): string {
  return `figure-${fileNamePart(file.replace(/^.*\//, '').replace(/\.svg$/, ''))}`;
}

function inline(words: string): string {
  return unbroken(escapeXml(printable(words)));
}

/** Keeps a number and its unit on one line. */
function unbroken(words: string): string {
  return words.replace(/(\d) (?=(?:%|[nµm]?s|[KMGT]iB)(?![\p{L}\p{N}]))/gu, '$1\u00a0');
}
