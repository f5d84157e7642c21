// SPDX-License-Identifier: Apache-2.0
// Gates with base = head, one after the other: nothing may fail, whatever happens around them.

import type { Laboratory } from '../cli/calibrate-laboratory.ts';
import type { LiveGate, LiveGateWishes } from '../cli/calibrate-live.ts';
import { runLiveGate } from '../cli/calibrate-live.ts';
import { noVerdicts } from '../gate/operating-characteristic.ts';
import { clopperPearson } from '../stats/proportion.ts';
import { median } from '../stats/quantile.ts';
import type { Claim, ProofOutcome, ProofSetting } from './proof.ts';

/** How the gate of this number is run, where not as usual. */
export interface AlikeRun {
  readonly laboratory: Laboratory;
  readonly measure?: LiveGateWishes['measure'];
  /** More to be told of it once it has ended. */
  readonly tell?: (gate: LiveGate) => Readonly<Record<string, unknown>>;
}

export async function runGatesAlike(
  { runs, seed, say }: ProofSetting,
  runOf: (i: number) => AlikeRun,
): Promise<ProofOutcome | null> {
  const gates: LiveGate[] = [];
  const told: Readonly<Record<string, unknown>>[] = [];
  for (let i = 0; i < runs; i++) {
    const { laboratory, measure, tell } = runOf(i);
    const wishes = { seed: (seed + i) % 2 ** 32, inject: null };
    const gate = await runLiveGate(laboratory, measure === undefined ? wishes : { ...wishes, measure });
    if (gate === null) break;
    const more = tell?.(gate) ?? {};
    gates.push(gate);
    told.push({ ...gateFacts(gate), ...more });
    say(`gate ${String(i + 1)} of ${String(runs)}: ${sentence(gate)}${moreText(more)}`);
  }
  return gates.length === 0 ? null : outcomeOf(gates, told);
}

/** What is kept of a gate. */
export function gateFacts({ decision, seconds }: LiveGate): Readonly<Record<string, unknown>> {
  return {
    verdict: decision.verdict,
    seconds,
    endpoints: decision.endpoints.map(({ endpoint, verdict, reasons, ratio, base, head, looks }) => ({
      id: endpoint.id,
      verdict,
      rules: reasons.map(({ rule }) => rule),
      ratio: ratio?.value ?? null,
      base,
      head,
      blocks: looks.at(-1)?.blocks ?? 0,
    })),
    ...(decision.verdict === 'PASS' ? {} : { reasons: decision.reasons }),
  };
}

export function sentence({ decision, seconds }: LiveGate): string {
  const ratios = decision.endpoints.map(({ ratio }) => ratio?.value.toFixed(4) ?? 'none');
  const why = decision.verdict === 'PASS' ? '' : ` (${decision.reasons.map(({ rule }) => rule).join(', ')})`;
  return `${decision.verdict}${why} in ${seconds.toFixed(1)} s, head / base ${ratios.join(', ')}`;
}

function moreText(more: Readonly<Record<string, unknown>>): string {
  return Object.entries(more)
    .map(([name, value]) => `, ${name} ${String(value)}`)
    .join('');
}

function outcomeOf(gates: readonly LiveGate[], told: ProofOutcome['gates']): ProofOutcome {
  const verdicts = noVerdicts();
  for (const { decision } of gates) verdicts[decision.verdict] += 1;
  const seconds = gates.map((gate) => gate.seconds);
  const trials = gates.length;
  const bounds = clopperPearson(verdicts.FAIL, trials, 0.95);
  return {
    claims: [noFailure(verdicts.FAIL, trials), someJudged(verdicts.INVALID, trials)],
    figures: {
      verdicts,
      failShare: { value: verdicts.FAIL / trials, lo: bounds.lo, hi: bounds.hi },
      inconclusiveShare: verdicts.INCONCLUSIVE / trials,
      seconds: { median: median(seconds), max: Math.max(...seconds) },
    },
    gates: told,
  };
}

function noFailure(failed: number, trials: number): Claim {
  return { text: `no FAIL: ${String(failed)} of ${String(trials)}`, holds: failed === 0 };
}

/** That nothing failed says nothing where nothing was judged. */
function someJudged(invalid: number, trials: number): Claim {
  return {
    text: `INVALID in ${String(invalid)} of ${String(trials)} (at most half)`,
    holds: invalid * 2 <= trials,
  };
}
