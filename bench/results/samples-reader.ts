// SPDX-License-Identifier: Apache-2.0
// Reads samples.ndjson.gz launch by launch: memory stays bounded however long the run was.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { recordFault } from './check-record.ts';
import { linesOf } from './samples-lines.ts';
import { StoredRunError } from './stored-run-error.ts';
import type { LaunchRecord } from './result.ts';
import { samplesFile } from './run-folder.ts';

/** Every launch in the order in which it was run. */
export async function* readSamples(folder: string): AsyncGenerator<LaunchRecord> {
  const path = join(folder, samplesFile);
  // A line at a time by hand: readline loses the stream's error, and takes a line of any length.
  let line = 0;
  let last = '';
  try {
    for await (const text of linesOf(unzipped(path))) {
      if (line > 0) yield parseRecord(last, line, path);
      [last, line] = [text, line + 1];
    }
  } catch (error) {
    throw error instanceof StoredRunError ? error : damaged(path, (error as Error).message);
  }
  if (last !== '') throw damaged(path, 'the last line is cut off');
}

/** Text of the file; an error of either stream ends the reading. */
function unzipped(path: string): Readable {
  const gunzip = createGunzip();
  const file = createReadStream(path).once('error', (error) => gunzip.destroy(error));
  return file.pipe(gunzip).once('close', () => file.destroy()).setEncoding('utf8');
}

/** The sha256 of the file, as result.json states it. */
export async function hashSamples(folder: string): Promise<string> {
  const path = join(folder, samplesFile);
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  } catch (error) {
    throw damaged(path, (error as Error).message);
  }
  return hash.digest('hex');
}

function parseRecord(text: string, line: number, path: string): LaunchRecord {
  let record: unknown;
  try {
    record = JSON.parse(text);
  } catch {
    throw damaged(path, `line ${String(line)} is not JSON`);
  }
  const fault = recordFault(record);
  if (fault === null) return record as LaunchRecord;
  throw damaged(path, `line ${String(line)} ${fault}`);
}

function damaged(path: string, reason: string): StoredRunError {
  return new StoredRunError(`${path}: cannot be read (${reason}); copy it again from where it was made`);
}
