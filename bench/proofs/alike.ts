// SPDX-License-Identifier: Apache-2.0
// Does the gate cry wolf? Base and head are the same program, on a quiet machine, with the gate's defaults.

import { runGatesAlike } from './gates-alike.ts';
import type { Claim, Proof, ProofOutcome } from './proof.ts';
import { laboratoryFor } from './proof.ts';

/** docs/method.md: a gate that takes longer, or cannot decide, is switched off. */
const mostSeconds = 12;
const fewestPassing = 0.9;

export const alike: Proof = {
  name: 'alike',
  text: 'gates with base = head and the usual settings: none fails, nine of ten pass, and the median takes 12 s at most',
  runs: 60,
  run: async (setting) => {
    const outcome = await runGatesAlike(setting, () => ({ laboratory: laboratoryFor(setting) }));
    return outcome && { ...outcome, claims: [...outcome.claims, mostPass(outcome), isQuick(outcome)] };
  },
};

function mostPass({ figures, gates }: ProofOutcome): Claim {
  const { PASS } = figures['verdicts'] as { readonly PASS: number };
  const share = `${String(PASS)} of ${String(gates.length)}`;
  return { text: `PASS in ${share} (at least 90 %)`, holds: PASS >= fewestPassing * gates.length };
}

function isQuick({ figures }: ProofOutcome): Claim {
  const { median } = figures['seconds'] as { readonly median: number };
  return {
    text: `median time to a verdict at most ${String(mostSeconds)} s: ${median.toFixed(1)} s`,
    holds: median <= mostSeconds,
  };
}
