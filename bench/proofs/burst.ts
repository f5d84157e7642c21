// SPDX-License-Identifier: Apache-2.0
// Does somebody else's load turn a gate red? Base and head are alike, and busy processes come and go meanwhile.

import { burstLoadText, startBurstLoad } from './burst-load.ts';
import { runGatesAlike } from './gates-alike.ts';
import type { Proof } from './proof.ts';
import { laboratoryFor } from './proof.ts';

export const burst: Proof = {
  name: 'burst',
  text: `gates with base = head under ${burstLoadText}: none fails`,
  runs: 20,
  run: async (setting) => {
    const load = startBurstLoad(setting.seed);
    const outcome = await runGatesAlike(setting, () => ({ laboratory: laboratoryFor(setting) })).finally(() =>
      load.stop(),
    );
    const bursts = await load.stop();
    return outcome && { ...outcome, figures: { ...outcome.figures, bursts } };
  },
};
