// SPDX-License-Identifier: Apache-2.0
// Old processes that do not help: one that has more to do than it can, and one that is stopped.

import type { HandoverArm, HandoverScenario } from '../handover-scenario.ts';
import { noHandover, pidfdGetfd, scmRights } from './arms.ts';
import { usualHandover } from './parameters.ts';

const pulledUnasked: HandoverArm = {
  id: 'pulled_unasked',
  gives: '',
  peer: 'own',
  does: 'the new process finds the listener itself and pulls it; the old one is not asked',
};

export const handoverSaturated: HandoverScenario = {
  id: 'handover-saturated',
  class: 'handovers',
  question: 'What if the old process has more to do than it can?',
  notes: [
    'A request takes 250 µs of CPU time: 5,000 a second ask for 125 % of the CPU. Connections wait in the queue, which moves with the listener.',
    'All times run from when the order is given. The old process reads it when its loop comes round to it; pulled unasked, the new process is started by the order, which takes longer, and waits for nobody.',
    'The old process accepts no more once the new one accepts, and answers what it has accepted. The CPU is still too small: delays go on growing.',
  ],
  clients: 'connections',
  arms: [noHandover, scmRights, pidfdGetfd, pulledUnasked],
  fixed: { ...usualHandover, serviceNs: 250_000, timeoutMs: 5000 },
  axis: { parameter: 'ratePerSecond', values: [5000], quickValues: [5000] },
  blocks: { full: 11, quick: 0 },
  onlyInFull: true,
};

export const handoverStopped: HandoverScenario = {
  id: 'handover-stopped',
  class: 'handovers',
  question: 'And if it is stopped?',
  notes: [
    'The old process stops itself (SIGSTOP) when it has read the order: asked for its listeners, it never answers, and the port belongs to nobody who accepts. Pulled unasked, it is stopped and then killed.',
    'What the stopped process had accepted and not answered is lost in either case.',
  ],
  clients: 'connections',
  arms: [
    noHandover,
    { ...scmRights, stopsAt: 'ordered' },
    { ...pidfdGetfd, stopsAt: 'ordered' },
    { ...pulledUnasked, id: 'pulled_stopped' },
  ],
  fixed: { ...usualHandover, ratePerSecond: 2000, timeoutMs: 1500 },
  axis: { parameter: 'ratePerSecond', values: [2000], quickValues: [2000] },
  blocks: { full: 11, quick: 0 },
  onlyInFull: true,
};
