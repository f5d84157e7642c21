// SPDX-License-Identifier: Apache-2.0
// The mechanisms, as plain data: the TypeScript side of native/core/mechanisms.c, in the same order.

export interface Mechanism {
  /** The name in the helper's `--mechanism`. */
  readonly name: string;
  /** Who makes the new descriptor: the donor (push), the receiver (pull), nobody (none: the floor). */
  readonly direction: 'none' | 'push' | 'pull';
  readonly movesDescriptors: boolean;
  readonly usesPidfd: boolean;
  readonly description: string;
  /** Where the mechanism is documented. */
  readonly source: string;
}

export const mechanisms: readonly Mechanism[] = [
  {
    name: 'message_only',
    direction: 'none',
    movesDescriptors: false,
    usesPidfd: false,
    description: 'the same message without a descriptor: the floor, and the canary of every block',
    source: 'unix(7)',
  },
  {
    name: 'scm_rights',
    direction: 'push',
    movesDescriptors: true,
    usesPidfd: false,
    description: 'the donor attaches the descriptors to the message as ancillary data',
    source: 'unix(7), cmsg(3)',
  },
  {
    name: 'pidfd_getfd',
    direction: 'pull',
    movesDescriptors: true,
    usesPidfd: true,
    description: 'the donor announces its numbers, the receiver duplicates them out of the donor',
    source: 'pidfd_getfd(2), pidfd_open(2)',
  },
];

/** The floor: present in every block, whatever the scenario compares. */
export const floorMechanism = 'message_only';

/** What the others are compared with, where a scenario has it. */
export const referenceMechanism = 'scm_rights';
