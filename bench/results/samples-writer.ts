// SPDX-License-Identifier: Apache-2.0
// Appends launches to samples.ndjson.gz, each as a gzip member of its own: concatenated members are
// one valid gzip file (RFC 1952, 2.2), so a crash costs at most the launch that was being written.

import { createHash } from 'node:crypto';
import { closeSync, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { explainWriteError } from './out-of-space.ts';
import type { LaunchRecord, Result } from './result.ts';
import { samplesFile } from './run-folder.ts';

export interface SamplesWriter {
  /** Writes one launch, whole or not at all. */
  readonly append: (record: LaunchRecord) => void;
  /** Ends the file and tells what is in it. */
  readonly close: () => Result['samples'];
  /** Removes the file, for a run that measured nothing. */
  readonly discard: () => void;
}

export function openSamples(folder: string): SamplesWriter {
  const path = join(folder, samplesFile);
  const fd = openSync(path, 'wx');
  const hash = createHash('sha256');
  let bytes = 0;
  let launches = 0;
  return {
    append: (record) => {
      const member = packLaunch(record);
      try {
        writeWhole(fd, member);
      } catch (error) {
        ftruncateSync(fd, bytes);
        throw explainWriteError(error, path);
      }
      hash.update(member);
      bytes += member.length;
      launches += 1;
    },
    close: () => {
      closeSync(fd);
      return { file: samplesFile, sha256: hash.digest('hex'), bytes, launches };
    },
    discard: () => {
      rmSync(path, { force: true });
    },
  };
}

/** One line, as a gzip member of its own. */
export function packLaunch(record: LaunchRecord): Buffer {
  return gzipSync(`${JSON.stringify(record)}\n`, { level: 4 });
}

function writeWhole(fd: number, data: Uint8Array): void {
  let written = 0;
  while (written < data.length) written += writeSync(fd, data, written);
}
