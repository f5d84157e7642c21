// SPDX-License-Identifier: Apache-2.0
// What a handover does to clients when one of its steps is left out.

import type { HandoverScenario } from '../handover-scenario.ts';
import { noHandover, scmRights } from './arms.ts';
import { usualHandover } from './parameters.ts';

export const handoverFaults: HandoverScenario = {
  id: 'handover-faults',
  class: 'handovers',
  question: 'What if the old process forgets EPOLL_CTL_DEL, or calls shutdown?',
  notes: [
    'Without EPOLL_CTL_DEL the old process is woken for each connection that the new one accepts: its CPU time since the order is the price (hazard 24, epoll(7), question 6).',
    'shutdown(2) ends the listening of every process that holds the socket.',
  ],
  clients: 'connections',
  arms: [
    noHandover,
    scmRights,
    { ...scmRights, id: 'ghost', fault: 'keeps-ghost', does: 'as scm_rights, closing without EPOLL_CTL_DEL' },
    {
      ...scmRights,
      id: 'shutdown',
      fault: 'shuts-down',
      does: 'as scm_rights, with shutdown(2) before close(2)',
    },
  ],
  fixed: usualHandover,
  axis: { parameter: 'ratePerSecond', values: [5000], quickValues: [5000] },
  blocks: { full: 11, quick: 0 },
  onlyInFull: true,
};
