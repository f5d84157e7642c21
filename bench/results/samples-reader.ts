// SPDX-License-Identifier: Apache-2.0
// Reads samples.ndjson.gz launch by launch: memory stays bounded however long the run was.

import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { recordFault } from './check-record.ts';
import { linesOf } from './samples-lines.ts';
import { StoredRunError } from './stored-run-error.ts';
import type { LaunchRecord } from './result.ts';
import { samplesFile } from './run-folder.ts';

/** Every launch in the order in which it was run; with `scenario` those of this one. */
export function readSamples(folder: string, scenario?: string): AsyncGenerator<LaunchRecord> {
  return readLaunches(join(folder, samplesFile), scenario);
}

/** The launches of one file, in its order; with `scenario` those of this one. What is passed over is unpacked, which
 * finds damage, but not parsed. */
export async function* readLaunches(path: string, scenario?: string): AsyncGenerator<LaunchRecord> {
  const isWanted = (text: Buffer): boolean => scenario === undefined || mayBeOf(text, scenario);
  // A run of live handovers alone has no launch; that nothing was taken away, its sha256 says.
  if (statSync(path, { throwIfNoEntry: false })?.size === 0) return;
  // A line at a time by hand: readline loses the stream's error, and takes a line of any length.
  let line = 0;
  let last: Buffer = Buffer.alloc(0);
  try {
    for await (const text of linesOf(unzipped(path))) {
      if (line > 0 && isWanted(last)) {
        const record = parseRecord(last.toString(), line, path);
        if (scenario === undefined || record.scenario === scenario) yield record;
      }
      [last, line] = [text, line + 1];
    }
  } catch (error) {
    throw error instanceof StoredRunError ? error : damaged(path, (error as Error).message);
  }
  if (last.length > 0) throw damaged(path, 'the last line is cut off');
}

/** How much is unpacked or hashed at a time: the default of 16 KiB and 64 KiB takes twice as long. */
const chunkSize = 1024 ** 2;

/** Bytes of the file unpacked; an error of either stream ends the reading. */
function unzipped(path: string): AsyncIterable<Uint8Array> {
  const gunzip = createGunzip({ chunkSize });
  const file = createReadStream(path, { highWaterMark: chunkSize }).once('error', (error) =>
    gunzip.destroy(error),
  );
  return file.pipe(gunzip).once('close', () => file.destroy());
}

/** False only where the line's beginning, as we write it, names another scenario; one with escapes can be written in several
 * ways and is found by parsing. */
function mayBeOf(line: Buffer, scenario: string): boolean {
  const name = /^\{"launch":\d+,"scenario":"([^"\\]*)"/.exec(line.toString('utf8', 0, beginning))?.[1];
  return name === undefined || name === scenario;
}

/** Bytes that hold a launch's number and its scenario's name; a longer name is found by parsing. */
const beginning = 300;

/** The sha256 of the file, as result.json states it. */
export function hashSamples(folder: string): Promise<string> {
  return hashFile(join(folder, samplesFile));
}

export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: chunkSize })) hash.update(chunk as Buffer);
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
