// SPDX-License-Identifier: Apache-2.0
import type { Claim } from '../claim.ts';

export const proxies: Claim = {
  id: 'C9',
  claim: 'It serves deployments of proxies that take in traffic from the network.',
  parts: [
    {
      says: 'A listener that is pulled serves on: no new connection is lost.',
      role: 'core',
      drawsOn: 'pulled-listener-serves',
    },
    {
      says: 'Not with every program, or only where the handover ends well, or only seen with our own service.',
      role: 'limit',
      drawsOn: 'pulled-listener-limits',
    },
  ],
};
