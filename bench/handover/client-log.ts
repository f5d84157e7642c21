// SPDX-License-Identifier: Apache-2.0
// The clients' log: entries of 48 bytes (native/clients/client_log.h), read when the clients have ended.

import { readSync } from 'node:fs';
import { endianness } from 'node:os';

export const entryBytes = 48;

/** In the order of native/clients/client_log.h. */
export const outcomes = [
  'pending',
  'served',
  'refused',
  'reset',
  'timed_out',
  'closed_early',
  'not_offered',
  'wrong',
] as const;
export type Outcome = (typeof outcomes)[number];

/** Times are ns from the origin, which 2^53 holds for a hundred days; null: it did not come to that. */
export interface ClientEntry {
  readonly due: number;
  readonly started: number | null;
  readonly connected: number | null;
  readonly ended: number | null;
  readonly outcome: Outcome;
  readonly generation: number;
  readonly subject: number;
  readonly copies: number;
}

export function readClientLog(fd: number, count: number, originNs: bigint): ClientEntry[] {
  if (endianness() !== 'LE') throw new Error('the clients’ log is read on little-endian machines only');
  const bytes = Buffer.alloc(count * entryBytes);
  for (let done = 0; done < bytes.length;) {
    const got = readSync(fd, bytes, done, bytes.length - done, done);
    if (got === 0) throw new RangeError(`the clients’ log ends after ${String(done)} bytes`);
    done += got;
  }
  return Array.from({ length: count }, (_, i) => entryAt(bytes, i * entryBytes, originNs));
}

function entryAt(bytes: Buffer, at: number, originNs: bigint): ClientEntry {
  const instant = (offset: number): number | null => {
    const ns = bytes.readBigUInt64LE(at + offset);
    return ns === 0n ? null : Number(ns - originNs);
  };
  const outcome = outcomes[bytes.readUInt32LE(at + 32)];
  if (outcome === undefined) throw new RangeError('the clients’ log has an outcome that nobody knows');
  return {
    due: Number(bytes.readBigUInt64LE(at) - originNs),
    started: instant(8),
    connected: instant(16),
    ended: instant(24),
    outcome,
    generation: bytes.readUInt32LE(at + 36),
    subject: bytes.readUInt32LE(at + 40),
    copies: bytes.readUInt32LE(at + 44),
  };
}
