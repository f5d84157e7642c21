// SPDX-License-Identifier: Apache-2.0
// The blocks: every peer once a block, in a balanced order from the seed.

import { ordersOfBlocks } from '../plan/order.ts';
import { makeRandom } from '../plan/random.ts';
import type { Peer } from './peer.ts';

export interface PeerRun {
  readonly seed: number;
  readonly blocks: number;
  /** Peers that cannot run here, each with its reason. */
  readonly skipped: readonly { readonly peer: string; readonly reason: string }[];
  /** For each peer that ran: its unit and one value a block, in the blocks' order; NaN where it failed. */
  readonly measured: readonly {
    readonly peer: string;
    readonly unit: string;
    readonly values: readonly number[];
  }[];
}

interface Wish {
  readonly peers: readonly Peer[];
  readonly blocks: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}

/** NaN for a measurement that failed: said, and left out of its block's ratios. */
async function measureOrSay(peer: Peer, say: (line: string) => void): Promise<number> {
  try {
    return await peer.measure();
  } catch (error) {
    say(`failed: ${peer.id}: ${error instanceof Error ? error.message : String(error)}`);
    return Number.NaN;
  }
}

export async function runPeers({ peers, blocks, seed, say }: Wish): Promise<PeerRun> {
  const reasons = await Promise.all(peers.map(async (peer) => ({ peer, reason: await peer.unavailable() })));
  for (const { peer, reason } of reasons) if (reason !== null) say(`skipped: ${peer.id}: ${reason}`);
  const usable = reasons.flatMap(({ peer, reason }) => (reason === null ? [peer] : []));
  const values = usable.map((): number[] => []);
  const orders = ordersOfBlocks(usable.length, blocks, makeRandom(seed, 'peers'));
  for (const [block, order] of orders.entries()) {
    for (const index of order) {
      values[index]?.push(await measureOrSay(usable[index] as Peer, say));
    }
    say(`block ${String(block + 1)} of ${String(blocks)}`);
  }
  return {
    seed,
    blocks,
    skipped: reasons.flatMap(({ peer, reason }) => (reason === null ? [] : [{ peer: peer.id, reason }])),
    measured: usable.map((peer, index) => ({ peer: peer.id, unit: peer.unit, values: values[index] ?? [] })),
  };
}
