// SPDX-License-Identifier: Apache-2.0
// Do established connections lose a byte when they move? 5,000 of them, talking, moved again and again.

import { usualHandover } from '../../scenarios/handover/parameters.ts';
import type { Unnumbered } from '../handover/conduct-handover.ts';
import { lostOf } from '../results/ledger.ts';
import { estimateMedian } from '../stats/estimate.ts';
import { conductAll, handoverMachine, planOf, transferArms } from './handover-blocks.ts';
import type { Claim, Proof, ProofOutcome } from './proof.ts';

const streams = 5000;
const parameters = { ...usualHandover, streams, beforeMs: 500, afterMs: 1000, timeoutMs: 5000 };

export const streamsSoak: Proof = {
  name: 'streams-soak',
  text: '5,000 live connections with numbered, checksummed streams move to a new process, so many times by each of scm_rights and pidfd_getfd: no byte is lost, doubled or out of order',
  runs: 50,
  run: async (setting) => {
    const machine = await handoverMachine(setting);
    const planned = Array.from({ length: setting.runs }, (_, run) =>
      (run % 2 === 0 ? transferArms : [...transferArms].reverse()).map((arm) =>
        planOf({ arm, seed: (setting.seed + run) % 2 ** 32, clients: 'streams', parameters }),
      ),
    ).flat();
    const records: Unnumbered[] = [];
    await conductAll(planned, machine, (record, _, count) => {
      // Not its entries: the proof has no use for 750,000 of them.
      records.push({ ...record, entries: null });
      if (count % 20 === 0) setting.say(`${String(count)} of ${String(planned.length)} handovers`);
    });
    return setting.signal.aborted ? null : judge(records, setting.runs);
  },
};

function judge(records: readonly Unnumbered[], runs: number): ProofOutcome {
  const arms = transferArms.map(({ id }) => id);
  const of = (arm: string): Unnumbered[] => records.filter((one) => one.arm === arm);
  return {
    claims: arms.map((arm) => claimOf(arm, of(arm), runs)),
    figures: Object.fromEntries(
      arms.map((arm) => {
        const pauses = of(arm).flatMap((one) => (one.pauses === null ? [] : [one.pauses]));
        return [
          arm,
          {
            pauseP50: estimateMedian(pauses.map(({ p50 }) => p50)),
            pauseP99: estimateMedian(pauses.flatMap(({ p99 }) => (p99 === null ? [] : [p99]))),
            pauseMax: Math.max(...pauses.map(({ max }) => max)),
          },
        ];
      }),
    ),
    gates: [],
  };
}

function claimOf(arm: string, records: readonly Unnumbered[], runs: number): Claim {
  const whole = records.filter(({ status }) => status === 'ok');
  const moved = whole.filter(({ pauses }) => pauses?.streams === streams);
  const frames = whole.reduce((sum, { ledger }) => sum + (ledger?.offered ?? 0), 0);
  const lost = whole.reduce((sum, { ledger }) => sum + (ledger === null ? 0 : lostOf(ledger)), 0);
  const why = records.find(({ failure }) => failure !== null)?.failure?.text;
  return {
    text: `${arm}: ${String(moved.length)} of ${String(runs)} times all ${String(streams)} connections moved, ${String(frames)} frames offered, ${String(lost)} lost or wrong${why === undefined ? '' : `; first failure: ${why}`}`,
    holds: moved.length === runs && lost === 0,
  };
}
