// SPDX-License-Identifier: Apache-2.0
// A takeover without the old program's help: all that is known of its listener is the address. So this
// interval begins with a search, and its numbers do not belong beside those of scenarios that are told a number.

import type { LaunchScenario } from '../scenario.ts';

export const discovery: LaunchScenario = {
  id: 'discovery',
  class: 'launches',
  question: 'What does it cost to find the number of a listener in a program that does not announce it?',
  notes: [
    'The listener is the last descriptor that the donor opens, so its number is the highest and every search passes all others first. In a program that opens its listeners before its connections a search ends about where it does at 10 open descriptors.',
    'The others are /dev/null. Trying each costs more where they are sockets, since each is then asked for its address.',
    'by sock_diag: the inode by one question over netlink, then the number in /proc/PID/fd. by proc-net: the inode from /proc/PID/net/tcp, which lists the listening sockets of the whole network namespace first; there are few here. It is read line by line: one read for a whole page walks on through the kernel’s table of connections, which costs milliseconds even where it is empty. The last listener in the kernel’s order cannot be read without that, so a launch takes microseconds or milliseconds, by where its port falls; where the donor’s listener is the only one, always milliseconds. by trying: neither netlink nor /proc; each number from 0 on is duplicated and asked for its address.',
    'Every search ends with a look at what was pulled: a number may be given to another file between being read and being pulled.',
    'A known number is one call: by itself too short for an exact time. It is here as what the search is compared with; numbers-known times it in groups.',
    'The floor still sends its message; it is here as the canary, not for comparison.',
  ],
  interval: {
    first: 'start',
    last: 'holding',
    measure: 'per-transfer',
    includes: [
      'the search, with opening and closing what it reads',
      'close of what was tried in vain',
      'pidfd_getfd',
      'getsockname and SO_ACCEPTCONN of what was pulled (not of a known number)',
    ],
    excludes: [
      'pidfd_open',
      'learning the address',
      'any message',
      'any wake-up',
      'checking the descriptor',
      'close',
    ],
  },
  selects: 'uses-pidfd',
  variants: [
    { label: 'known', parameters: { numbers: 'known' } },
    { label: 'by sock_diag', parameters: { numbers: 'proc' } },
    { label: 'by proc-net', parameters: { numbers: 'proc-net' } },
    { label: 'by trying', parameters: { numbers: 'try-each' } },
  ],
  fixed: { kind: 'tcp_listener', batch: 1 },
  axis: {
    parameter: 'tableSize',
    values: [10, 100, 1000, 10_000, 19_900],
    transfersFor: [
      { upTo: 1000, warmup: 20, transfers: 120 },
      { upTo: 10_000, warmup: 5, transfers: 40 },
      { upTo: 19_900, warmup: 5, transfers: 30 },
    ],
    growsFrom: 100,
  },
  compares: 'variants',
  floorIsCanaryOnly: true,
  // Nobody is woken: where the donor is makes no difference.
  blocks: { 'same-cpu': { full: 12, quick: 0 } },
  onlyInFull: true,
};
