// SPDX-License-Identifier: Apache-2.0
// What launches of the made-up run under load measure, before noise: invented, and shaped as the real thing may be.

import type { Arm, Capacity, Outcomes } from '../../bench/results/result.ts';

export interface MadeTime {
  /** null: most transfers were lost. */
  readonly p50: number | null;
  /** p99 / p50. */
  readonly p99: number;
  readonly outcomes?: Outcomes;
}

const basis: Readonly<Record<string, number>> = { message_only: 4300, scm_rights: 5600, pidfd_getfd: 5400 };

export function timeAt(scenario: string, arm: Arm, point: number | null): MadeTime {
  const base = basis[arm.mechanism] ?? 5000;
  const isPull = arm.mechanism === 'pidfd_getfd';
  switch (scenario) {
    case 'table-size':
      // A growing table is copied by nobody, but found slower: a power law that is nearly flat, and one that is not.
      return { p50: base * ((point ?? 1) / 16) ** (isPull ? 0.05 : 0.001), p99: 2 };
    case 'donor-threads':
      return { p50: base * (1 + (point ?? 0) / (isPull ? 100 : 1000)), p99: 2 };
    case 'open-loop':
      return openLoop(base, arm, (point ?? 0) / 100);
    case 'stopped-donor':
      return stoppedDonor(base, arm);
    case 'busy-donor':
      return {
        p50: base * (arm.variant === '95 % busy' ? 26 : arm.variant === '80 % busy' ? 1.1 : 1),
        p99: 4,
      };
    case 'donor-bill':
      return { p50: base / 2 + (isPull ? 30 : 400) * (point ?? 1), p99: 1.5 };
    default:
      return { p50: base, p99: 2 };
  }
}

/** As a queue does: sojourn grows with 1 / (1 − load), and beyond the capacity transfers are lost. */
function openLoop(base: number, arm: Arm, load: number): MadeTime {
  const all = { offered: 1000, completed: 1000, late: 0, lost: 0 };
  if (arm.variant === 'closed loop') return { p50: base, p99: 2, outcomes: all };
  if (load > 1) {
    return { p50: 4e7, p99: 2.2, outcomes: { offered: 1000, completed: 620, late: 80, lost: 300 } };
  }
  const burst = arm.variant === 'poisson' ? 1 : 0.3;
  const queue = 1 + (burst * load) / (1 - load);
  return { p50: base * queue, p99: 2 + 6 * burst * load, outcomes: all };
}

function stoppedDonor(base: number, arm: Arm): MadeTime {
  const all = { offered: 100, completed: 100, late: 0, lost: 0 };
  if (arm.variant === 'running') return { p50: base * 3, p99: 3, outcomes: all };
  if (arm.mechanism !== 'pidfd_getfd') {
    return { p50: null, p99: 1, outcomes: { offered: 100, completed: 0, late: 0, lost: 100 } };
  }
  return { p50: base * 4, p99: 3, outcomes: { offered: 100, completed: 91, late: 2, lost: 7 } };
}

/** Push fills both CPUs with two pairs; pull goes on rising and waits. */
export function capacityAt(
  scenario: string,
  { mechanism }: Arm,
  point: number | null,
  noise: number,
): Capacity | undefined {
  if (scenario !== 'capacity') return undefined;
  const pairs = point ?? 1;
  const isPull = mechanism === 'pidfd_getfd';
  const busy = isPull ? 0.35 + 0.02 * pairs : Math.min(0.98, 0.6 * pairs);
  const perSecond = (isPull ? 180_000 * pairs ** 0.5 : 400_000 * Math.min(pairs, 2) ** 0.97) / noise;
  const cpu = (2e9 * busy) / perSecond;
  return {
    pairs,
    descriptorsPerSecond: perSecond,
    donor_cpu_ns: cpu * 0.55,
    receiver_cpu_ns: cpu * 0.45,
    user_ns: cpu * 0.2,
    system_ns: cpu * 0.8,
    switches: isPull ? 2.04 : 0.31,
    cpuShare: busy,
    given: 10_000,
    installed: 10_000,
    closed: 10_000,
  };
}
