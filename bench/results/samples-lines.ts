// SPDX-License-Identifier: Apache-2.0
// The lines of a stream of bytes, one in memory at a time, and none of them without end: a small archive can unpack to
// more than any machine holds. Bytes, not text: most lines are passed over, and decoding is what costs.

/** Bytes of a line. The largest launch that is planned, of 64 pairs, has about a hundredth of it. */
export const longestLine = 128 * 1024 ** 2;

export class LineTooLongError extends Error {}

const lineBreak = 0x0a;

/** Every line without its break; what follows the last break comes last, and is empty where the stream ends with one. */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array>,
  longest = longestLine,
): AsyncGenerator<Buffer> {
  // Joined once a line: joined at every chunk, a long line would be copied a thousand times.
  let pieces: Uint8Array[] = [];
  let length = 0;
  const keep = (piece: Uint8Array): void => {
    pieces.push(piece);
    length += piece.length;
    if (length > longest) throw new LineTooLongError(`a line has more than ${String(longest)} bytes`);
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(lineBreak); end !== -1; end = chunk.indexOf(lineBreak, from)) {
      keep(chunk.subarray(from, end));
      yield Buffer.concat(pieces);
      [pieces, length] = [[], 0];
      from = end + 1;
    }
    keep(chunk.subarray(from));
  }
  yield Buffer.concat(pieces);
}
