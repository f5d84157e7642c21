// SPDX-License-Identifier: Apache-2.0
// The roles are as always, and the machine beside them is not: other processes want the CPU, the memory, or the kernel's
// books of what is in flight.

import type { LaunchScenario, MachineLoad, Variant } from '../scenario.ts';
import { asked } from './intervals.ts';

export const busyMachine: LaunchScenario = {
  id: 'busy-machine',
  class: 'launches',
  question: 'What does a transfer cost on a busy machine?',
  notes: [
    'The load is made by processes of its own, which were at work before the launch and still after it (machineLoads).',
    'A hog never sleeps; the others are not pinned and share the CPUs with both roles.',
    'In flight: descriptors in sockets that nobody reads, so that the kernel’s garbage collector has work. What is handed over here is a TCP listener, which the collector does not make wait (Linux 6.8 and later): what is seen is the CPU time that is lost.',
    'The receiver asks, so that waiting for the donor’s CPU is in the interval.',
  ],
  interval: asked,
  selects: 'moves-descriptors',
  variants: [
    { label: 'quiet', parameters: {} },
    under('hog beside the donor', 'hog-donor'),
    under('hog beside the receiver', 'hog-receiver'),
    under('hogs beside both', 'hog-both'),
    under('memory streams', 'memory'),
    under('forks', 'forks'),
    under('descriptors in flight', 'in-flight'),
  ],
  fixed: { kind: 'tcp_listener', batch: 1, initiator: 'receiver', warmup: 20, transfers: 100 },
  compares: 'variants',
  onlyInFull: true,
  blocks: { 'cross-cpu': { full: 12, quick: 0 } },
};

function under(label: string, machineLoad: MachineLoad): Variant {
  return { label, parameters: { machineLoad } };
}
