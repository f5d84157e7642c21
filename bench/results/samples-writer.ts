// SPDX-License-Identifier: Apache-2.0
// Appends launches to samples.ndjson.gz the moment they have ended.

import { join } from 'node:path';
import { openPackedLines, packLine } from './packed-lines.ts';
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
  const { append, close, discard } = openPackedLines(join(folder, samplesFile));
  return {
    append,
    close: () => {
      const { sha256, bytes, lines } = close();
      return { file: samplesFile, sha256, bytes, launches: lines };
    },
    discard,
  };
}

/** One launch, as a gzip member of its own. */
export function packLaunch(record: LaunchRecord): Buffer {
  return packLine(record);
}
