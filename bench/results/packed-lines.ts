// SPDX-License-Identifier: Apache-2.0
// A file of JSON lines, each a gzip member of its own: concatenated members are one valid gzip file (RFC 1952, 2.2), so a
// crash costs at most the line that was being written.

import { createHash } from 'node:crypto';
import { closeSync, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Bytes } from '../units.ts';
import { explainWriteError } from './out-of-space.ts';

export interface PackedLines {
  readonly sha256: string;
  readonly bytes: Bytes;
  readonly lines: number;
}

export interface PackedLinesWriter {
  /** Writes one line, whole or not at all. */
  readonly append: (line: unknown) => void;
  /** Ends the file and tells what is in it. */
  readonly close: () => PackedLines;
  /** Removes the file, when there is nothing to keep. */
  readonly discard: () => void;
}

export function openPackedLines(path: string): PackedLinesWriter {
  const fd = openSync(path, 'wx');
  const hash = createHash('sha256');
  let bytes = 0;
  let lines = 0;
  return {
    append: (line) => {
      const member = packLine(line);
      try {
        writeWhole(fd, member);
      } catch (error) {
        ftruncateSync(fd, bytes);
        throw explainWriteError(error, path);
      }
      hash.update(member);
      bytes += member.length;
      lines += 1;
    },
    close: () => {
      closeSync(fd);
      return { sha256: hash.digest('hex'), bytes, lines };
    },
    discard: () => {
      rmSync(path, { force: true });
    },
  };
}

/** One line, as a gzip member of its own. */
export function packLine(line: unknown): Buffer {
  return gzipSync(`${JSON.stringify(line)}\n`, { level: 4 });
}

function writeWhole(fd: number, data: Uint8Array): void {
  let written = 0;
  while (written < data.length) written += writeSync(fd, data, written);
}
