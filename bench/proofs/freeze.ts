// SPDX-License-Identifier: Apache-2.0
// Does one frozen launch turn a gate red? Base and head are alike; in one launch of head the donor is stopped for a
// tenth of a second in the middle of its transfers.

import type { LiveGate } from '../cli/calibrate-live.ts';
import { makeRandom } from '../plan/random.ts';
import { freezingTools } from './freezing-tools.ts';
import { runGatesAlike } from './gates-alike.ts';
import type { Proof } from './proof.ts';
import { laboratoryFor } from './proof.ts';

const frozenMs = 100;
/** Launches of head before the first look: 20 blocks of two mechanisms. */
const candidates = 40;

export const freeze: Proof = {
  name: 'freeze',
  text: 'gates with base = head, one launch of head frozen for 100 ms: none fails (a p50 cannot see one slow transfer of a thousand; this shows that nothing else of the gate minds it)',
  runs: 20,
  run: async (setting) => {
    const random = makeRandom(setting.seed, 'freeze');
    const outcome = await runGatesAlike(setting, () => {
      const tools = freezingTools({ nth: random.below(candidates), frozenMs });
      return { laboratory: { ...laboratoryFor(setting), tools }, tell: tellFrozen };
    });
    if (outcome === null) return null;
    const hit = outcome.gates.filter((gate) => gate['frozen'] === true).length;
    const text = `the freeze was inside a launch's transfers in ${String(hit)} of ${String(outcome.gates.length)} gates`;
    return { ...outcome, claims: [...outcome.claims, { text, holds: hit > 0 }] };
  },
};

/** A launch takes a few milliseconds: one that took this long was frozen between its first transfer and its last. */
function tellFrozen({ launches }: LiveGate): { readonly frozen: boolean } {
  return {
    frozen: launches.some(
      ({ arm, conditions }) => arm.endsWith(' head') && (conditions?.span_ns ?? 0) >= frozenMs * 1e6,
    ),
  };
}
