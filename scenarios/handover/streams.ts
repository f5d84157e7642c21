// SPDX-License-Identifier: Apache-2.0
// Established connections move too: how long does each pause, and does a byte get lost?

import type { HandoverScenario } from '../handover-scenario.ts';
import { noHandover, pidfdGetfd, scmRights } from './arms.ts';
import { usualHandover } from './parameters.ts';

export const handoverStreams: HandoverScenario = {
  id: 'handover-streams',
  class: 'handovers',
  question: 'Can established connections move while they talk, and how long does each pause?',
  notes: [
    'Each connection carries numbered frames of 64 bytes with a checksum of everything before them; the service answers with what it has received. A lost, doubled or reordered byte in either direction is counted as wrong.',
    '10,000 frames a second, in turn: of 5,000 connections each says something every half second, so most are silent at the moment in which they move.',
    'Both processes must know what a connection carries (here: number, checksum, half a frame): the kernel moves the socket, nobody moves the state for you.',
  ],
  clients: 'streams',
  arms: [noHandover, scmRights, pidfdGetfd],
  fixed: { ...usualHandover, ratePerSecond: 10_000, beforeMs: 500, afterMs: 700, timeoutMs: 5000 },
  axis: { parameter: 'streams', values: [1, 100, 5000], quickValues: [100] },
  blocks: { full: 11, quick: 0 },
  onlyInFull: true,
};
