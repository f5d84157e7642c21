// SPDX-License-Identifier: Apache-2.0
// The lines of a stream of text, one in memory at a time, and none of them without end: a small archive can unpack to
// more than any machine holds.

/** Characters of a line. The largest launch that is planned, of 64 pairs, has about a hundredth of it. */
export const longestLine = 128 * 1024 ** 2;

export class LineTooLongError extends Error {}

/** Every line without its break; what follows the last break comes last, and is '' where the text ends with one. */
export async function* linesOf(
  chunks: AsyncIterable<unknown>,
  longest = longestLine,
): AsyncGenerator<string> {
  // Joined once a line: joined at every chunk, a long line would be copied a thousand times.
  let pieces: string[] = [];
  let length = 0;
  const keep = (piece: string): void => {
    pieces.push(piece);
    length += piece.length;
    if (length > longest) throw new LineTooLongError(`a line has more than ${String(longest)} characters`);
  };
  for await (const chunk of chunks) {
    const [first = '', ...others] = String(chunk).split('\n');
    keep(first);
    for (const other of others) {
      yield pieces.join('');
      [pieces, length] = [[], 0];
      keep(other);
    }
  }
  yield pieces.join('');
}
