// SPDX-License-Identifier: Apache-2.0
// Does the gate cry wolf? Base and head are the same program, on a quiet machine, with the gate's defaults.

import { runGatesAlike } from './gates-alike.ts';
import type { Proof, ProofOutcome } from './proof.ts';
import { laboratoryFor } from './proof.ts';

/** docs/method.md: a gate that takes longer is switched off. */
const mostSeconds = 12;

export const alike: Proof = {
  name: 'alike',
  text: 'gates with base = head and the usual settings: none fails, and the median takes 12 s at most',
  runs: 60,
  run: async (setting) => {
    const outcome = await runGatesAlike(setting, () => ({ laboratory: laboratoryFor(setting) }));
    return outcome && { ...outcome, claims: [...outcome.claims, isQuick(outcome)] };
  },
};

function isQuick({ figures }: ProofOutcome): ProofOutcome['claims'][number] {
  const { median } = figures['seconds'] as { readonly median: number };
  return {
    text: `median time to a verdict at most ${String(mostSeconds)} s: ${median.toFixed(1)} s`,
    holds: median <= mostSeconds,
  };
}
