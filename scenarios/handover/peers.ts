// SPDX-License-Identifier: Apache-2.0
// Programs that people run: how they replace themselves, watched by the same clients.

import type { HandoverScenario } from '../handover-scenario.ts';
import { usualHandover } from './parameters.ts';

export const handoverPeers: HandoverScenario = {
  id: 'handover-peers',
  class: 'handovers',
  question: 'And HAProxy, nginx, Node?',
  notes: [
    'Each is handed over as its manual says; the pull takes the listener out of an unmodified program, which is then told to end.',
    'Each is held against the same program with nothing handed over.',
    'Their processes start within the handover: its instants are not to be set beside those of a process that waits.',
  ],
  clients: 'connections',
  arms: [
    {
      id: 'haproxy_untouched',
      gives: 'no_handover',
      peer: 'haproxy',
      does: 'the control: HAProxy, nothing happens',
    },
    {
      id: 'nginx_untouched',
      gives: 'no_handover',
      peer: 'nginx',
      does: 'the control: nginx, nothing happens',
    },
    {
      id: 'node_untouched',
      gives: 'no_handover',
      peer: 'node',
      does: 'the control: Node’s http server, nothing happens',
    },
    {
      id: 'haproxy_seamless',
      gives: '',
      peer: 'haproxy',
      does: 'HAProxy: the new process asks for the listeners (-x, SCM_RIGHTS)',
    },
    {
      id: 'haproxy_plain',
      gives: '',
      peer: 'haproxy',
      does: 'HAProxy: the new process binds beside the old one (-sf, SO_REUSEPORT)',
    },
    {
      id: 'haproxy_pulled',
      gives: '',
      peer: 'haproxy',
      does: 'the listener is pulled out of an unmodified HAProxy by pidfd_getfd',
    },
    {
      id: 'nginx_upgrade',
      gives: '',
      peer: 'nginx',
      does: 'nginx: USR2, WINCH, QUIT: the new program inherits the listeners',
    },
    {
      id: 'nginx_pulled',
      gives: '',
      peer: 'nginx',
      does: 'the listener is pulled out of an unmodified nginx by pidfd_getfd',
    },
    {
      id: 'node_pulled',
      gives: '',
      peer: 'node',
      does: 'Node’s http server: pidfd_getfd, server.listen({ fd }), then server.close()',
    },
    {
      id: 'node_sent',
      gives: '',
      peer: 'node',
      does: 'Node’s http server: its handle through subprocess.send, then server.close()',
    },
  ],
  fixed: { ...usualHandover, ratePerSecond: 3000, beforeMs: 800, afterMs: 1200, timeoutMs: 4000 },
  axis: { parameter: 'ratePerSecond', values: [3000], quickValues: [3000] },
  blocks: { full: 11, quick: 0 },
  onlyInFull: true,
};
