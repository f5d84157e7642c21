// SPDX-License-Identifier: Apache-2.0
// UDP: the listening socket is the one that carries the data.

import type { HandoverScenario } from '../handover-scenario.ts';
import { closeThenBind, inheritExec, noHandover, pidfdGetfd, reuseport, scmRights } from './arms.ts';
import { usualHandover } from './parameters.ts';

export const handoverDatagrams: HandoverScenario = {
  id: 'handover-datagrams',
  class: 'handovers',
  question: 'And datagrams?',
  notes: ['Nobody refuses a datagram: one without an answer within a second is counted as timed out.'],
  clients: 'datagrams',
  arms: [noHandover, scmRights, pidfdGetfd, inheritExec, reuseport, closeThenBind],
  fixed: { ...usualHandover, timeoutMs: 1000 },
  axis: { parameter: 'ratePerSecond', values: [5000], quickValues: [5000] },
  blocks: { full: 11, quick: 0 },
  onlyInFull: true,
};
