// SPDX-License-Identifier: Apache-2.0
// The only way from a result into HTML, SVG, Markdown or a shell line. A stored result may come from
// anybody, so every name and message in it is text and never markup.

/** One line of text that shows what it is: control and direction-changing characters become U+FFFD,
 * white space becomes single spaces. */
export function printable(text: string): string {
  return visible(text).replace(/\s+/g, ' ').trim();
}

/** As `printable`, but line breaks and spaces stay: for blocks of code. */
export function printableLines(text: string): string {
  return text
    .split(/\r\n|\n/)
    .map(visible)
    .join('\n');
}

/** Text or attribute value in HTML and XML. */
export function escapeXml(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Running text in GitHub-flavoured Markdown, safe in a paragraph, a list and a table cell. Numeric
 * entities instead of backslashes: they mean the same in all three, also next to a pipe. */
export function escapeMarkdown(text: string): string {
  return (
    printableInside(text)
      .replace(/[\\`*{}[\]<>#|~&$^!]/g, entity)
      // Inside a word an underscore is only itself.
      .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, entity)
      .replace(/:(?=\/\/)/g, entity)
      .replace(/(?<=\bwww)\./gi, entity)
      .replace(/^(\s*\d+)([.)])(?=\s|$)/, (_, digits: string, mark: string) => digits + entity(mark))
      .replace(/^(\s*)([-+=])(?=[-+=\s]|$)/, (_, space: string, mark: string) => space + entity(mark))
  );
}

/** A name as code in Markdown. Backticks where nothing can go wrong, else `<code>` with every
 * unusual character as an entity: a code span cannot carry a backslash and a pipe through a table. */
export function escapeMarkdownCode(text: string): string {
  const line = printable(text);
  if (line === '') return '<code></code>';
  if (/^[\w .,/=()+%–-]+$/u.test(line)) return `\`${line}\``;
  return `<code>${line.replace(/[^\p{L}\p{N} ]/gu, entity)}</code>`;
}

/** One argument as a POSIX shell reads it back. */
export function quoteForShell(argument: string): string {
  if (/^[\w@%+=:,./-]+$/.test(argument)) return argument;
  return `'${printableInside(argument).replaceAll("'", `'\\''`)}'`;
}

/** A string as part of a file name: lower-case letters, digits and hyphens only. */
export function fileNamePart(text: string): string {
  return (
    text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'unnamed'
  );
}

function printableInside(text: string): string {
  return visible(text).replace(/\s+/g, ' ');
}

// C0 and C1 controls, bidirectional overrides, lone surrogates and non-characters: forbidden in XML, or able to make a
// line read as something else. And what has no width (joiners, fillers, variation selectors, tags): it makes two names
// look like one.
const deceptive =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\u{e0000}-\u{e0fff}]/gu;

function visible(text: string): string {
  return text.replace(deceptive, '\ufffd');
}

function entity(character: string): string {
  return `&#${character.codePointAt(0) ?? 0xfffd};`;
}
