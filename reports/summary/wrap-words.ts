// SPDX-License-Identifier: Apache-2.0
// Running text for a terminal: lines of at most so many characters. A word that is longer by itself is cut, so that
// nothing in a result can make a line wider.

/** `first` stands before the first line, as many spaces before the others. */
export function wrapWords(text: string, width: number, first = ''): readonly string[] {
  const room = width - first.length;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((each) => cut(each, room))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (charactersOf(longer).length <= room) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  lines.push(line);
  return lines.map((each, index) => (index === 0 ? first : ' '.repeat(first.length)) + each);
}

/** In characters, not in UTF-16 units. */
export function charactersOf(text: string): readonly string[] {
  return Array.from(text);
}

function cut(word: string, room: number): readonly string[] {
  const characters = charactersOf(word);
  const pieces = Math.max(1, Math.ceil(characters.length / room));
  return Array.from({ length: pieces }, (_, index) =>
    characters.slice(index * room, (index + 1) * room).join(''),
  );
}
