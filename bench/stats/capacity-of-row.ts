// SPDX-License-Identifier: Apache-2.0
// What an arm's pairs can move together and what a descriptor costs then, over all its launches.

import type { Capacity, CapacityRow, Estimate, LaunchSummary, Row } from '../results/result.ts';
import { estimateMedian } from './estimate.ts';

/** Medians with sign intervals; nothing where no launch measured a capacity. */
export function capacityOf(launches: readonly LaunchSummary[]): Pick<Row, 'capacity'> {
  const all = launches.flatMap(({ capacity }) => capacity ?? []);
  if (all.length === 0) return {};
  const told = (key: keyof Capacity): Estimate | null => estimateMedian(all.flatMap((one) => one[key] ?? []));
  const of = (key: keyof Capacity): Estimate => told(key) as Estimate;
  const capacity: CapacityRow = {
    descriptorsPerSecond: of('descriptorsPerSecond'),
    donorCpu: of('donor_cpu_ns'),
    receiverCpu: of('receiver_cpu_ns'),
    userCpu: told('user_ns'),
    systemCpu: told('system_ns'),
    switches: of('switches'),
    cpuShare: of('cpuShare'),
  };
  return { capacity };
}
