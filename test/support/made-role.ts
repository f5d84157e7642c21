// SPDX-License-Identifier: Apache-2.0
// What a role reports that did its work, for tests of what is made from reports.

import type { RoleReport } from '../../bench/results/result.ts';

export interface ToldByRole {
  readonly migrations: number | null;
  readonly switches: number;
  readonly opened: number;
  readonly injected?: number;
}

export function roleOf(
  name: RoleReport['role'],
  { migrations, switches, opened, injected }: ToldByRole,
): RoleReport {
  return {
    protocol: 1,
    role: name,
    status: 'ok',
    pid: 1,
    cpu: 0,
    transfers: 4,
    messages: 4,
    oracle: {
      verdict: 'pass',
      method: 'kcmp',
      received_count: 4,
      identity_checked: 4,
      description_checked: 4,
      wrong_identity: 0,
      wrong_description: 0,
      not_close_on_exec: 0,
      open_before: 10,
      open_after: 10 + opened,
      complaint: '',
    },
    usage: {
      user_ns: 0,
      system_ns: 0,
      voluntary_switches: 0,
      involuntary_switches: switches,
      minor_faults: 0,
      major_faults: 0,
      migrations,
      max_rss_bytes: 0,
    },
    clock: { cost_ns: 20, quantum_ns: 10 },
    error: null,
    ...(injected === undefined ? {} : { injected_ns: injected }),
  };
}
