// SPDX-License-Identifier: Apache-2.0
// Pairs that run at once begin together: each receiver, once it has met its donor, writes a byte and waits for one; the
// last to come opens the barrier for all. Starting a hundred processes takes longer than many a launch.

import { Socket } from 'node:net';

export interface Barrier {
  /** The end that all receivers inherit; closed by whoever made the barrier, once they have it. */
  readonly fd: number;
  /** Gives up: whoever waits is told that nobody else will come. Also to be called when all is over. */
  readonly close: () => void;
}

/** `ends`: a stream socketpair, both consumed. `forMs`: how long after it has opened those that end by time end, all at the
 * same instant; told in CLOCK_MONOTONIC ns, eight bytes for each. */
export function makeBarrier(count: number, ends: readonly [number, number], forMs: number): Barrier {
  const own = new Socket({ fd: ends[0], readable: true, writable: true });
  let waiting = 0;
  own.on('data', (bytes: Buffer) => {
    waiting += bytes.length;
    if (waiting !== count) return;
    const endsNs = process.hrtime.bigint() + BigInt(forMs) * 1_000_000n;
    own.write(new Uint8Array(new BigUint64Array(count).fill(endsNs).buffer));
  });
  // A receiver that ended early says so itself, in its own line.
  own.on('error', () => undefined);
  return {
    fd: ends[1],
    close: () => {
      own.destroy();
    },
  };
}
