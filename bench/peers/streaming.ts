// SPDX-License-Identifier: Apache-2.0
// SCM_RIGHTS streamed by the helper: descriptors a second from the first start to the last holding,
// every one of them received, counted and closed. Unpinned, because the peer that it meets is.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { close, helperPath, readSamples, sampleLogCreate } from '../native.ts';
import type { Peer } from './peer.ts';

/** About a second of streaming each, as long as the peer's run. */
export const streamingPeers: readonly Peer[] = [streaming(1, 400_000), streaming(252, 10_000)];

function streaming(batch: number, transfers: number): Peer {
  return {
    id: `scm_rights streamed, ${String(batch)} a message`,
    description: 'handover-helper launch --acknowledge none: takes, counts and closes each descriptor',
    unit: 'descriptors/s',
    unavailable: () => Promise.resolve(null),
    measure: () => descriptorsPerSecond(batch, transfers),
  };
}

async function descriptorsPerSecond(batch: number, transfers: number): Promise<number> {
  const samples = sampleLogCreate(transfers);
  try {
    await launch(batch, transfers, samples);
    const { start, holding } = readSamples(samples, transfers);
    const first = start[0];
    const last = holding[transfers - 1];
    if (first === undefined || last === undefined || last <= first) {
      throw new Error('the streamed launch left no samples');
    }
    return (transfers * batch) / (Number(last - first) / 1e9);
  } finally {
    close(samples);
  }
}

/** The helper inherits the sample log as descriptor 3. */
async function launch(batch: number, transfers: number, samples: number): Promise<void> {
  const words = ['launch', '--mechanism', 'scm_rights', '--kind', 'file', '--acknowledge', 'none'];
  words.push('--batch', String(batch), '--warmup', '0', '--transfers', String(transfers));
  words.push('--samples-fd', '3');
  const helper = spawn(helperPath(), words, { stdio: ['ignore', 'ignore', 'pipe', samples] });
  let complaint = '';
  helper.stderr?.on('data', (bytes: Buffer) => (complaint += bytes.toString()));
  const [code] = (await once(helper, 'close')) as [number | null];
  if (code !== 0) throw new Error(`handover-helper launch ended with ${String(code)}: ${complaint.trim()}`);
}
