// SPDX-License-Identifier: Apache-2.0
// The files of a report, each whole or not at all. A report can be built again, so one that fails costs nobody the
// answer that was measured.

import { join } from 'node:path';
import { writeWholeFile } from '../results/write-result.ts';
import { ExpectedError } from '../usage-error.ts';
import type { Terminal } from './terminal.ts';

export interface WritableFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** Answers with their paths in `out`. */
export function writeReportFiles(files: readonly WritableFile[], out: string): string[] {
  return files.map(({ path, content }) => {
    const place = join(out, path);
    writeWholeFile(place, content);
    return place;
  });
}

/** null, and why on standard error, where it cannot be built or written. What is stored must be complete before. */
export async function tryReport(
  folder: string,
  terminal: Terminal,
  write: () => Promise<string[]>,
): Promise<string[] | null> {
  try {
    return await write();
  } catch (error) {
    // Of a fault of ours the stack is what a bug report needs.
    const why = error instanceof ExpectedError ? error.message : ((error as Error).stack ?? String(error));
    terminal.err(
      `the report could not be written: ${why}\nWhat was measured is stored: fd-handover report ${folder} builds it again\n`,
    );
    return null;
  }
}
