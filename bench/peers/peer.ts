// SPDX-License-Identifier: Apache-2.0
// A peer: something that others use or measure for handing over descriptors, timed in our blocks.

export interface Peer {
  readonly id: string;
  readonly description: string;
  /** `descriptors/s`: more is better. `ns/round trip`: less is better. Only like is compared with like. */
  readonly unit: 'descriptors/s' | 'ns/round trip';
  /** Why this peer cannot run here, or null. */
  unavailable(): Promise<string | null>;
  /** One measurement, in `unit`. */
  measure(): Promise<number>;
}
